/**
 * Mail to a payer's contact, and text messages where they are turned on: queued with the change
 * they tell of, sent later; and the codes that confirm a contact. Proves nobody.
 */
@NullMarked
package org.cardnym.vault.notice;

import org.jspecify.annotations.NullMarked;
