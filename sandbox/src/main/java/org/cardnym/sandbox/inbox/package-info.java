/**
 * The mail server, and where text messages are left, with a page and a JSON door; and the demo
 * phone that shows one-time codes.
 */
@NullMarked
package org.cardnym.sandbox.inbox;

import org.jspecify.annotations.NullMarked;
