package org.cardnym.admin.operator;

import picocli.CommandLine.Command;

/** {@code operator}. */
@Command(
    name = "operator",
    description = "Key ceremonies, on this machine and offline.",
    subcommands = InitOperator.class,
    footer = "  vault-admin operator init --file root-key.json --passphrase-file passphrase")
public final class OperatorCommands {}
