/**
 * HTTPS listeners on virtual threads, and the fixed forms of their replies. What is served is none
 * of their business.
 */
@NullMarked
package org.cardnym.bank.https;

import org.jspecify.annotations.NullMarked;
