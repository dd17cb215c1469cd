/** Puts the operator's command together and runs it; holds no rule of its own. */
@NullMarked
package org.cardnym.admin;

import org.jspecify.annotations.NullMarked;
