/**
 * Where the vault is and who calls it, from flags, environment and configuration file, in this
 * order; reads no network.
 */
@NullMarked
package org.cardnym.admin.settings;

import org.jspecify.annotations.NullMarked;
