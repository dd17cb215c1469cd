/** What a shell needs to complete this command's words. */
@NullMarked
package org.cardnym.admin.completion;

import org.jspecify.annotations.NullMarked;
