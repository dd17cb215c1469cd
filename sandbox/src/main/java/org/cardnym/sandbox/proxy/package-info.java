/** A round-robin TCP port in front of several vaults. */
@NullMarked
package org.cardnym.sandbox.proxy;

import org.jspecify.annotations.NullMarked;
