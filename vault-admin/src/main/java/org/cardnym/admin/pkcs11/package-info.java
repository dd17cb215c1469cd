/**
 * A hardware token reached by PKCS #11 v2.40: makes the one key that a root-key file names, and has
 * it prove that it is that file's. No key leaves the token, and no PIN is tried twice.
 */
@NullMarked
package org.cardnym.admin.pkcs11;

import org.jspecify.annotations.NullMarked;
