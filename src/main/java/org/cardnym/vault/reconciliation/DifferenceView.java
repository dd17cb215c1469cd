package org.cardnym.vault.reconciliation;

import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.issuer.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A difference as operators see it. The bank's side is empty where the bank does not know the
 * message, the vault's where the vault does not.
 *
 * @param payment as on the wire; empty where only the vault knows the message and its row is
 *     refused
 * @param foundBy the run that saw it first
 * @param at when the bank decided, or else when the vault's message closed
 * @param reversalId the message that undoes it
 */
public record DifferenceView(
    UUID id,
    UUID bankId,
    UUID messageId,
    Kind kind,
    DifferenceCode code,
    String payment,
    DifferenceState state,
    UUID foundBy,
    Instant at,
    @Nullable String bankDecision,
    @Nullable String bankCode,
    @Nullable Long bankValue,
    @Nullable String bankCurrency,
    @Nullable Outcome vaultOutcome,
    @Nullable Long vaultValue,
    @Nullable String vaultCurrency,
    @Nullable UUID reversalId,
    Instant foundAt,
    @Nullable Instant settledAt,
    @Nullable String settledBy,
    @Nullable String settledWhy) {}
