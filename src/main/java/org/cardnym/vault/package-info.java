/** The vault: keeps cards sealed, proves who pays, and speaks to issuing banks. */
@org.jspecify.annotations.NullMarked
package org.cardnym.vault;
