package org.cardnym.admin.keys;

import picocli.CommandLine.Command;

/** {@code keys}. */
@Command(
    name = "keys",
    description = "The vault's own keys.",
    subcommands = ListKeys.class,
    footer = "  vault-admin keys list")
public final class KeyCommands {}
