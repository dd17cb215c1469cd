package org.cardnym.vault.custody;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an unsealing has come; never who gave a share, or who has not.
 *
 * @param shares how many there are; 0 where the root key is not kept by shares
 * @param attempt what a share is given to: a new one, once this has ended
 * @param expiresAt when the shares that were given are forgotten; null while there are none
 */
public record Progress(
    CustodyKind kind,
    int shares,
    int threshold,
    int given,
    String attempt,
    @Nullable Instant expiresAt) {}
