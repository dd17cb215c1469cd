package org.cardnym.admin.bank;

import picocli.CommandLine.Command;

/** {@code banks differences}. */
@Command(
    name = "differences",
    description =
        "In what the vault's books and a bank's differ, as runs of banks reconcile found.",
    subcommands = {ListDifferences.class, SettleDifferences.class},
    footer = "  vault-admin banks differences list bnk_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class DifferenceCommands {}
