package org.cardnym.vault.retention;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One kind of rows as operators see it; periods as {@code 30d}, {@code 12h} or {@code 15m}.
 *
 * @param keep the period that holds
 * @param least the shortest that can be set
 * @param most the longest
 * @param changedAt when an operator set it, null (as by whom and why) where nobody has
 * @param purgedAt when the last whole pass ended, null before the first
 * @param purged how many rows it removed
 * @param left how many it left though their time was over
 * @param error code of a failure since then, or null
 * @param overdue no whole pass for three times as long as between two, an hour at least
 */
public record RetentionView(
    String kind,
    String keep,
    String least,
    String most,
    @Nullable Instant changedAt,
    @Nullable String changedBy,
    @Nullable String reason,
    @Nullable Instant purgedAt,
    long purged,
    long left,
    @Nullable String error,
    boolean overdue) {}
