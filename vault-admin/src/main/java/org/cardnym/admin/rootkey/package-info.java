/**
 * The root-key file: its format, its seal, its golden bytes. Works offline and must not touch the
 * network.
 */
@NullMarked
package org.cardnym.admin.rootkey;

import org.jspecify.annotations.NullMarked;
