package org.cardnym.vault.intake;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an import stands.
 *
 * @param file the bank's id of it
 * @param digest as {@link Blocks#digest} says
 * @param blocks of the whole file
 * @param done blocks that were taken; the next one has this number, counted from nought
 * @param imported lines that became payers
 * @param refused lines that were not taken
 * @param openedBy who signed for it
 */
public record IntakeView(
    UUID id,
    UUID bankId,
    String file,
    String digest,
    int lines,
    int blocks,
    int done,
    int imported,
    int refused,
    String openedBy,
    Instant openedAt,
    @Nullable Instant endedAt) {}
