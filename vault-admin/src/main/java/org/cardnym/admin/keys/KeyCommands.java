package org.cardnym.admin.keys;

import picocli.CommandLine.Command;

/** {@code keys}. */
@Command(
    name = "keys",
    description = "The vault's own keys: what there is, rotating, proving and ending them.",
    subcommands = {
      ListKeys.class,
      RotateKey.class,
      RewrapKeys.class,
      VerifyKey.class,
      RetireKey.class,
      DestroyKey.class
    },
    footer = "  vault-admin keys list")
public final class KeyCommands {}
