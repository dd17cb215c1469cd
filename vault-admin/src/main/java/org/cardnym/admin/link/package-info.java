/**
 * The vault's own side of the link to the banks: signing keys to hand out, and the certificate of
 * its TLS key.
 */
@NullMarked
package org.cardnym.admin.link;

import org.jspecify.annotations.NullMarked;
