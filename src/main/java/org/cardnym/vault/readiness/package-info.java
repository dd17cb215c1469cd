/**
 * Start checks: each room names what would be unsafe, and the vault refuses to start on it. Decides
 * nothing else.
 */
@NullMarked
package org.cardnym.vault.readiness;

import org.jspecify.annotations.NullMarked;
