/**
 * Access tokens by OIDC: client credentials for machines, the device flow and its cache for
 * persons; never prints one.
 */
@NullMarked
package org.cardnym.admin.token;

import org.jspecify.annotations.NullMarked;
