package org.cardnym.vault.proof;

import java.util.UUID;
import org.cardnym.vault.money.Money;

/** What a proof is tied to: it proves consent to this and to nothing else. */
public record ProofSubject(UUID paymentId, UUID merchantId, Money amount) {}
