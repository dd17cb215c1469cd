/** What a limited card and a new browser may pay. */
@NullMarked
package org.cardnym.admin.policy;

import org.jspecify.annotations.NullMarked;
