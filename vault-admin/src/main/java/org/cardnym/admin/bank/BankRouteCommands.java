package org.cardnym.admin.bank;

import picocli.CommandLine.Command;

/** {@code banks routes}. */
@Command(
    name = "routes",
    description = "Which new cards go to a bank; cards already enrolled stay where they are.",
    subcommands = {
      ListBankRoutes.class,
      AddBankRoute.class,
      ImportBankRoutes.class,
      RemoveBankRoute.class
    },
    footer = "  vault-admin banks routes list bnk_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class BankRouteCommands {}
