/** The vault's key versions and their life; no key material passes here. */
@NullMarked
package org.cardnym.admin.keys;

import org.jspecify.annotations.NullMarked;
