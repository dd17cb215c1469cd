/** Looking at the vault's key versions; no key material passes here. */
@NullMarked
package org.cardnym.admin.keys;

import org.jspecify.annotations.NullMarked;
