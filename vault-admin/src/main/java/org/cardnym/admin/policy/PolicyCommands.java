package org.cardnym.admin.policy;

import picocli.CommandLine.Command;

/** {@code policy}. */
@Command(
    name = "policy",
    description = "What a limited card and a new browser may pay, a currency each.",
    subcommands = {ShowPolicy.class, SetPolicy.class},
    footer = "  vault-admin policy show")
public final class PolicyCommands {}
