/**
 * Keys in a hardware token, reached by PKCS #11 v2.40: finding the token, logging in without ever
 * wearing its PIN out, and sealing with a key that stays there. The only room that knows JNA; what
 * such a key seals is nothing to it.
 */
@NullMarked
package org.cardnym.vault.pkcs11;

import org.jspecify.annotations.NullMarked;
