package org.cardnym.vault.proof;

import org.cardnym.vault.limit.Limit;

/**
 * A door that failed tries lock, with a counter for each kind of browser.
 *
 * @param name on the wire and in the trail, for instance {@code otp}
 * @param known for a browser that has paid before
 * @param strangers for all others together
 */
record ProofDoor(String name, Limit known, Limit strangers) {}
