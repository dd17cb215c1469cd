/**
 * What all pages of the vault share: the reader's language, the frame with its words, and the
 * assets with their digests. Knows no domain.
 */
@NullMarked
package org.cardnym.vault.page;

import org.jspecify.annotations.NullMarked;
