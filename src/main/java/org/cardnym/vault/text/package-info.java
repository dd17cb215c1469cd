/** What a character does to a line that somebody reads. */
@NullMarked
package org.cardnym.vault.text;

import org.jspecify.annotations.NullMarked;
