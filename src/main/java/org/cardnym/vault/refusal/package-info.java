/** How every room says no: one code, one exception. Never carries an untrusted text or a secret. */
@NullMarked
package org.cardnym.vault.refusal;

import org.jspecify.annotations.NullMarked;
