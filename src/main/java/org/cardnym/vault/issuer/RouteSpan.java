package org.cardnym.vault.issuer;

/** Which numbers, and when. */
record RouteSpan(PrefixRange range, Validity validity) {
  /** True where at some time a number of both would not know which to take. */
  boolean conflicts(RouteSpan other) {
    return range.crosses(other.range) && validity.overlaps(other.validity);
  }
}
