/** What every command finds on its desk: settings, the vault, the screen. Holds no command. */
@NullMarked
package org.cardnym.admin.desk;

import org.jspecify.annotations.NullMarked;
