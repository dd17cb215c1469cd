package org.cardnym.vault.keys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of one key, as operators see it; never a key.
 *
 * @param ageDays whole days since it was made
 * @param dueAt when it is due to be replaced; null where it makes nothing new any more
 * @param wraps how often a KEK has wrapped
 * @param rows that need it; null for a key that no row needs
 * @param replicas live ones that open with it, by their heartbeats
 * @param provenAt when it was proven that no row needs it; null where it is not
 */
public record KeyView(
    String purpose,
    int version,
    String state,
    Instant createdAt,
    long ageDays,
    @Nullable Instant dueAt,
    long wraps,
    @Nullable Long rows,
    int replicas,
    @Nullable Instant provenAt) {}
