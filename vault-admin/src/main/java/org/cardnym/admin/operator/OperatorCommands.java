package org.cardnym.admin.operator;

import picocli.CommandLine.Command;

/** {@code operator}. */
@Command(
    name = "operator",
    description = "Key ceremonies: of the root key's file, offline, and of a vault's seal.",
    subcommands = {
      InitOperator.class,
      UnsealOperator.class,
      SealOperator.class,
      RekeyOperator.class,
      RecoverOperator.class,
      InviteApprover.class
    },
    footer = "  vault-admin operator init --file root-key.json --passphrase-file passphrase")
public final class OperatorCommands {}
