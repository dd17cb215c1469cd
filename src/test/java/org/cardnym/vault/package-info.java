/** Tests of the vault on a real database. */
@org.jspecify.annotations.NullUnmarked
package org.cardnym.vault;
