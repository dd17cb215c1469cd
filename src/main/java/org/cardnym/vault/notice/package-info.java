/**
 * Mail to a payer's contact: queued with the change it tells of, sent later; and the codes that
 * confirm a contact. Proves nobody.
 */
@NullMarked
package org.cardnym.vault.notice;

import org.jspecify.annotations.NullMarked;
