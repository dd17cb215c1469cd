package org.cardnym.bank.ledger;

import org.cardnym.bank.decision.SaleState;
import org.jspecify.annotations.Nullable;

/** An authorization as a later reversal or refund finds it. */
public record Sale(SaleState state, @Nullable String merchantName, CardColumns card) {}
