/**
 * Starts the packaged vault, makes its root key, and registers merchant, bank and policy through
 * the admin API.
 */
@NullMarked
package org.cardnym.sandbox.vault;

import org.jspecify.annotations.NullMarked;
