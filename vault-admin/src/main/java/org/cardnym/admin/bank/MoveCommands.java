package org.cardnym.admin.bank;

import picocli.CommandLine.Command;

/** {@code banks moves}. */
@Command(
    name = "moves",
    description = "Moves of cards from one bank to another, as banks move has begun them.",
    subcommands = {ListMoves.class, ShowMove.class, StopMove.class},
    footer = "  vault-admin banks moves list")
final class MoveCommands {}
