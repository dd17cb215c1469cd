package org.cardnym.vault.issuer;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step of an exchange that counts for whoever intended it. An authorization that is reversed
 * settles twice under its own message id: {@code REVERSING}, then {@code REVERSED}.
 *
 * @param responseCode ISO 8583 data element 39, where the bank answered
 * @param approvalCode the bank's, with an approval
 * @param reference the bank's own; always there with {@code CODE_REQUIRED}
 * @param holderAgreed with an approved verification: the bank asked its customer by a means of its
 *     own
 */
public record Settled(
    Kind kind,
    Family family,
    UUID familyId,
    UUID messageId,
    UUID payerId,
    UUID cardId,
    UUID bankId,
    Outcome outcome,
    @Nullable String responseCode,
    @Nullable String approvalCode,
    @Nullable String reference,
    boolean holderAgreed) {}
