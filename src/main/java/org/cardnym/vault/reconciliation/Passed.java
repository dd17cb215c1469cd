package org.cardnym.vault.reconciliation;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The messages of one step whose rows are refused. They are found by making the step again: first
 * all rows are read at once, then each by itself, then without those that are known by now.
 */
final class Passed {
  private final Set<UUID> messages = new HashSet<>();
  private boolean singly;

  /** True once a row was refused: which of several is told only where each is read by itself. */
  boolean singly() {
    return singly;
  }

  boolean has(UUID message) {
    return messages.contains(message);
  }

  /** False where that is known already, so that making the step again would end alike. */
  boolean add(RowRefused refused) {
    boolean first = !singly;
    singly = true;
    UUID message = refused.message();
    return message == null ? first : messages.add(message);
  }
}
