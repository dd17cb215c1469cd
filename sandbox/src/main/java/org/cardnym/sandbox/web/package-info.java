/**
 * The little HTTP that shop, inbox and clients share: loopback servers with strict headers, a
 * client that trusts the development CA.
 */
@NullMarked
package org.cardnym.sandbox.web;

import org.jspecify.annotations.NullMarked;
