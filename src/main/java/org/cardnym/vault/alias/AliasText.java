package org.cardnym.vault.alias;

/** Prepares names: RFC 8265 UsernameCaseMapped, UTS 39 highly restrictive, 3 to 64 characters, nothing that misleads. */
public final class AliasText {
  private AliasText() {}

  public static PreparedAlias prepare(String typed) {
    throw new UnsupportedOperationException();
  }
}
