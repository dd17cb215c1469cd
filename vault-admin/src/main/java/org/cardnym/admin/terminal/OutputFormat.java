package org.cardnym.admin.terminal;

import java.util.Locale;

/** How results are written to standard output. */
public enum OutputFormat {
  /** Aligned text for people; its layout may change. */
  TABLE,
  /** One JSON value, as the vault gave it; for scripts. */
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
