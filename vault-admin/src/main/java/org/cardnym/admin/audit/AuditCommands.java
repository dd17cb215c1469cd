package org.cardnym.admin.audit;

import picocli.CommandLine.Command;

/** {@code audit}. */
@Command(
    name = "audit",
    description = "The audit trail.",
    subcommands = {TailAudit.class, ExportAudit.class, VerifyAudit.class},
    footer = {"  vault-admin audit tail", "  vault-admin audit verify --head 4711:9f86d0…"})
public final class AuditCommands {}
