/** Operators and the people who sign: what they type, and what they touch. */
@NullMarked
package org.cardnym.bench.people;

import org.jspecify.annotations.NullMarked;
