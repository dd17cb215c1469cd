/**
 * The outer wall of HTTP: problems, security headers, request ids, and the checks of door, origin
 * and path. Knows no domain.
 */
@NullMarked
package org.cardnym.vault.web;

import org.jspecify.annotations.NullMarked;
