package org.cardnym.admin.operator;

import picocli.CommandLine.Command;

/** {@code operator}. */
@Command(
    name = "operator",
    description =
        "The root key and the vault's seal, recovery after a restore, and inviting who may sign.",
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
