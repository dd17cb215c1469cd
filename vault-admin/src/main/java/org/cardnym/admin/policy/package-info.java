/** What may be paid with which proofs. */
@NullMarked
package org.cardnym.admin.policy;

import org.jspecify.annotations.NullMarked;
