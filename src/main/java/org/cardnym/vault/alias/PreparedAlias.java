package org.cardnym.vault.alias;

/**
 * A name that may be used; none of its forms prints.
 *
 * @param typed as its owner wrote it, for display
 * @param prepared what makes two spellings the same name
 * @param skeleton what looks like it (UTS 39 §4)
 */
public record PreparedAlias(String typed, String prepared, String skeleton) {
  @Override
  public String toString() {
    return "PreparedAlias";
  }
}
