package org.cardnym.admin.approval;

import picocli.CommandLine.Command;

/** {@code approvals}. */
@Command(
    name = "approvals",
    description = {
      "Changes that wait for two people to sign them.",
      "A command that wants two people ends with exit code 5 and the request's id."
    },
    subcommands = {
      ListApprovals.class,
      ShowApproval.class,
      SignApproval.class,
      RejectApproval.class
    },
    footer = "  vault-admin approvals list --state waiting")
public final class ApprovalCommands {}
