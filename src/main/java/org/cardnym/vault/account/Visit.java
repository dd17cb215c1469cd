package org.cardnym.vault.account;

import java.util.UUID;
import org.cardnym.vault.session.PageSession;

/** A request of a payer who has signed in. */
public record Visit(PageSession session, UUID payerId) {}
