package org.cardnym.admin.bank;

import picocli.CommandLine.Command;

/** {@code banks keys}. */
@Command(
    name = "keys",
    description = "A bank's public keys, exchanged by a channel that both sides trust.",
    subcommands = {ListBankKeys.class, AddBankKeys.class, RetireBankKey.class},
    footer = "  vault-admin banks keys list bnk_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class BankKeyCommands {}
