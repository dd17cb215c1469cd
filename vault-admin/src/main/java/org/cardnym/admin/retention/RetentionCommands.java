package org.cardnym.admin.retention;

import picocli.CommandLine.Command;

/** {@code retention}. */
@Command(
    name = "retention",
    description = "How long rows are kept that the vault may forget, and when they last went.",
    subcommands = {ShowRetention.class, SetRetention.class},
    footer = "  vault-admin retention show")
public final class RetentionCommands {}
