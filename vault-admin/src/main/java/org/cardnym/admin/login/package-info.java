/** Signing in and out, and who the vault says one is. */
@NullMarked
package org.cardnym.admin.login;

import org.jspecify.annotations.NullMarked;
