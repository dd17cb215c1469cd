/** Files that hold secrets: written whole or not at all, readable by their owner only. */
@NullMarked
package org.cardnym.sandbox.file;

import org.jspecify.annotations.NullMarked;
