/** What is wrong: rules over the books of merchant, vault and bank; touches no process. */
@NullMarked
package org.cardnym.bench.verdict;

import org.jspecify.annotations.NullMarked;
