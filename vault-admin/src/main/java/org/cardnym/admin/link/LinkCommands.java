package org.cardnym.admin.link;

import picocli.CommandLine.Command;

/** {@code link}. */
@Command(
    name = "link",
    description = "The vault's own side of the link to the banks: names, keys and certificate.",
    subcommands = {ShowLink.class, CertifyLink.class},
    footer = "  vault-admin link show")
public final class LinkCommands {}
