package org.cardnym.admin.audit;

import picocli.CommandLine.Command;

/** {@code audit}. */
@Command(
    name = "audit",
    description = "The audit trail.",
    subcommands = TailAudit.class,
    footer = "  vault-admin audit tail")
public final class AuditCommands {}
