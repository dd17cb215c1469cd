/**
 * What a recovery does after a restore: carries forward what others know and the restored database
 * does not, has each bank's books compared, and says what is left until payments may go on. Decides
 * nothing about a payment itself.
 */
@NullMarked
package org.cardnym.vault.restore;

import org.jspecify.annotations.NullMarked;
