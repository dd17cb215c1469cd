/** Reading the audit trail. */
@NullMarked
package org.cardnym.admin.audit;

import org.jspecify.annotations.NullMarked;
