/**
 * The one command: options, ports, the data folder, what starts in which order and what is said
 * about it; it knows no wire format.
 */
@NullMarked
package org.cardnym.sandbox.launch;

import org.jspecify.annotations.NullMarked;
