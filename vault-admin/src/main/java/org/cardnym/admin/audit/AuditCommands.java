package org.cardnym.admin.audit;

import picocli.CommandLine.Command;

/** {@code audit}. */
@Command(
    name = "audit",
    description = "The audit trail: reading, exporting and verifying it.",
    subcommands = {TailAudit.class, ExportAudit.class, VerifyAudit.class},
    footer = {"  vault-admin audit tail", "  vault-admin audit verify --heads /mnt/witness/heads"})
public final class AuditCommands {}
