/**
 * The OIDC provider, a process of its own: clients with secrets, persons with password and one-time
 * code; it knows no card and no payment.
 */
@NullMarked
package org.cardnym.sandbox.identity;

import org.jspecify.annotations.NullMarked;
