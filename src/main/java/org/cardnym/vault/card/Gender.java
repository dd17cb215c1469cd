package org.cardnym.vault.card;

import java.util.Locale;

/** The holder's gender where the holder gave it; some banks compare it. */
public enum Gender {
  FEMALE,
  MALE,
  OTHER;

  /** The name on the wire, for instance {@code female}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
