/** Key ceremonies on the operator's own machine; never speaks to a vault. */
@NullMarked
package org.cardnym.admin.operator;

import org.jspecify.annotations.NullMarked;
