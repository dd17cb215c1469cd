/** The development CA and the certificates it issues; trusted by this sandbox's parts only. */
@NullMarked
package org.cardnym.sandbox.authority;

import org.jspecify.annotations.NullMarked;
