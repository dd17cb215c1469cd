/**
 * How the root key is kept and who must come together to open it: a passphrase-sealed file, or
 * shares of several people, or a hardware token. Knows no keyset, and nothing that the root key
 * seals.
 */
@NullMarked
package org.cardnym.vault.custody;

import org.jspecify.annotations.NullMarked;
