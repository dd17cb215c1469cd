/**
 * The strict forms of JSON and base64url that the issuer protocol allows; whatever is looser is
 * refused here.
 */
@NullMarked
package org.cardnym.bank.wire;

import org.jspecify.annotations.NullMarked;
