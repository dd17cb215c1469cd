/** Starts the reference bank and reads its receipts. */
@NullMarked
package org.cardnym.sandbox.bank;

import org.jspecify.annotations.NullMarked;
