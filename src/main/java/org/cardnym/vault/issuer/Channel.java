package org.cardnym.vault.issuer;

import java.util.UUID;

/** All that it takes to speak to one bank now. */
record Channel(UUID bankId, String institutionId, PinnedKey recipient, LinkTarget target) {}
