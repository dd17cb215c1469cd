package org.cardnym.vault.alias;

/** The two claims that a name is. */
enum ClaimKind {
  /** The name itself: found by it. */
  PREPARED("prepared"),
  /** What looks like it: only kept from others. */
  SKELETON("skeleton");

  /** Tells the two apart under one index key. */
  final String label;

  ClaimKind(String label) {
    this.label = label;
  }

  String text(PreparedAlias alias) {
    return this == PREPARED ? alias.prepared() : alias.skeleton();
  }
}
