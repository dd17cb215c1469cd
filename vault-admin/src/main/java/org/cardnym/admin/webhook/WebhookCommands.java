package org.cardnym.admin.webhook;

import picocli.CommandLine.Command;

/** {@code webhooks}. */
@Command(
    name = "webhooks",
    description = "What merchants are told, and whether it arrived.",
    subcommands = {ListWebhooks.class, ReplayWebhooks.class},
    footer = "  vault-admin webhooks list --state dead")
public final class WebhookCommands {}
