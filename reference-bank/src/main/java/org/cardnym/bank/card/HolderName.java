package org.cardnym.bank.card;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The cardholder's name as typed at enrolment. Prints as initials. */
public final class HolderName {

  private static final int MOST_INITIALS = 4;

  private final String name;

  public HolderName(String name) {
    this.name = name;
  }

  /** {@code A. L.} for Ada Lovelace: what a receipt may show. */
  public String initials() {
    return Arrays.stream(name.strip().split("\\s+", -1))
        .filter(word -> !word.isEmpty())
        .limit(MOST_INITIALS)
        .map(word -> Character.toString(word.codePointAt(0)) + ".")
        .collect(Collectors.joining(" "));
  }

  @Override
  public String toString() {
    return initials();
  }
}
