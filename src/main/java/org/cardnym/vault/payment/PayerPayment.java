package org.cardnym.vault.payment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the payer who proved it sees it.
 *
 * @param merchant the name that the shop is shown by
 * @param legalName the name that the shop is registered with
 * @param cardId the card that was chosen for it, which may be gone by now; null if there was none
 * @param refusedFor why the vault itself declined, or null
 */
public record PayerPayment(
    PaymentView payment,
    String merchant,
    String legalName,
    @Nullable UUID cardId,
    @Nullable Hindrance refusedFor) {}
