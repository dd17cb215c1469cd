package org.cardnym.vault.reconciliation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as operators see it.
 *
 * @param from by the bank's clock, included
 * @param until not included
 * @param records how many of the bank's decisions are of that time
 * @param settling of these, those that are still under way here
 * @param agreed on which both say the same, or a person has explained why not
 * @param differing differences found, those of the vault's own side included
 * @param reversed approvals that this run undid
 * @param failures tries in a row that were not answered
 * @param reason why the last of them was not
 */
public record RunView(
    UUID id,
    UUID bankId,
    String askedBy,
    Instant from,
    Instant until,
    RunState state,
    int pages,
    long records,
    long agreed,
    long settling,
    long differing,
    int reversed,
    int failures,
    @Nullable String reason,
    Instant startedAt,
    @Nullable Instant endedAt) {}
