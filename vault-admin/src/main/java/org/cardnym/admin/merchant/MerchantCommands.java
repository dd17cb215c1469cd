package org.cardnym.admin.merchant;

import picocli.CommandLine.Command;

/** {@code merchants}. */
@Command(
    name = "merchants",
    description = "Shops that may be paid.",
    subcommands = {
      AddMerchant.class,
      ListMerchants.class,
      ShowMerchant.class,
      SuspendMerchant.class,
      ResumeMerchant.class,
      SetElsewhere.class,
      SetWebhook.class,
      ClearWebhook.class,
      RotateWebhookKey.class
    },
    footer = "  vault-admin merchants list")
public final class MerchantCommands {}
