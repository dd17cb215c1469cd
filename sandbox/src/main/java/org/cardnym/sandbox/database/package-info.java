/** The embedded PostgreSQL server with one database for the vault and one for the bank. */
@NullMarked
package org.cardnym.sandbox.database;

import org.jspecify.annotations.NullMarked;
