package org.cardnym.vault.merchant;

import java.util.UUID;

/**
 * A delivery that this replica has claimed.
 *
 * @param tries with this one
 */
record DeliveryJob(UUID merchantId, UUID eventId, int tries) {}
