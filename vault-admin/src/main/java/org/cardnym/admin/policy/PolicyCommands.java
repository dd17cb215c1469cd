package org.cardnym.admin.policy;

import picocli.CommandLine.Command;

/** {@code policy}. */
@Command(
    name = "policy",
    description = "What may be paid with which proofs, a currency each.",
    subcommands = {ShowPolicy.class, SetPolicy.class, UnsetPolicy.class},
    footer = "  vault-admin policy show")
public final class PolicyCommands {}
