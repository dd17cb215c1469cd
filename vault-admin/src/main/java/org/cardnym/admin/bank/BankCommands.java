package org.cardnym.admin.bank;

import picocli.CommandLine.Command;

/** {@code banks}. */
@Command(
    name = "banks",
    description = "Issuing banks, which decide about cards.",
    subcommands = {
      AddBank.class,
      ListBanks.class,
      ShowBank.class,
      SetBankTrust.class,
      DrainBank.class,
      SuspendBank.class,
      ResumeBank.class,
      TestBank.class,
      ListUnanswered.class,
      ReconcileBank.class,
      DifferenceCommands.class,
      BankKeyCommands.class,
      BankRouteCommands.class,
      MoveCards.class,
      MoveCommands.class
    },
    footer = "  vault-admin banks list")
public final class BankCommands {}
