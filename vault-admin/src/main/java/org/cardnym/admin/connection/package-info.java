/**
 * HTTPS to the vault's admin API, bounded in time and size; knows no command and no kind of
 * credential.
 */
@NullMarked
package org.cardnym.admin.connection;

import org.jspecify.annotations.NullMarked;
