package org.cardnym.vault.issuer;

import org.jspecify.annotations.Nullable;

/** What a bank decided, checked and found to be its own. */
record Answer(
    Event decision,
    String responseCode,
    @Nullable String approvalCode,
    @Nullable String reference,
    boolean holderAgreed) {}
