/**
 * Reading the audit trail, taking it elsewhere, and checking it by its hashes and signatures alone,
 * so that the vault need not be believed.
 */
@NullMarked
package org.cardnym.admin.audit;

import org.jspecify.annotations.NullMarked;
