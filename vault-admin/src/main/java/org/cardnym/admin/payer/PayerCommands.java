package org.cardnym.admin.payer;

import picocli.CommandLine.Command;

/** {@code payers}. */
@Command(
    name = "payers",
    description =
        "People who pay: looking at one, stopping one, erasing one, moving a bank's customers in.",
    subcommands = {
      ShowPayer.class,
      LockPayer.class,
      UnlockPayer.class,
      ErasePayer.class,
      ImportPayers.class,
      ImportKey.class
    },
    footer = "  vault-admin payers show pyr_01k0a8m5c2e9tvq7x4n3b6d8fz")
public final class PayerCommands {}
