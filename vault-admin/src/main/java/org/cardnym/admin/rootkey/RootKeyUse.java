package org.cardnym.admin.rootkey;

import java.util.Locale;

/** What a root key is for; bound by the seal, so that neither kind passes for the other. */
public enum RootKeyUse {
  PRODUCTION,
  SANDBOX;

  /** As it stands in the file. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
