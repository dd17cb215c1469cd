package org.cardnym.admin.approval;

import picocli.CommandLine.Command;

/** {@code approvers}. */
@Command(
    name = "approvers",
    description = "People who may sign changes that take two.",
    subcommands = {ListApprovers.class, EnrolApprover.class, RemoveApprover.class},
    footer = "  vault-admin approvers list")
public final class ApproverCommands {}
