/** What a shopper's browser and mailbox do, by HTTP: enrolment and the payment page. */
@NullMarked
package org.cardnym.sandbox.payer;

import org.jspecify.annotations.NullMarked;
