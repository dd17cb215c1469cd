package org.cardnym.vault.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, as PCI DSS 10.2.2 asks: who, what, to what, how it ended; time and place
 * are added when it is recorded.
 *
 * @param actor {@code payer:pyr_…}, {@code client:<id>}, {@code person:<subject>} or {@code vault}
 * @param subject the identifier of what was acted on, or null
 * @param facts more about it: identifiers, codes and numbers only, never card data, names or
 *     contacts
 */
public record AuditEvent(
    String actor,
    AuditAction action,
    @Nullable String subject,
    Outcome outcome,
    Map<String, String> facts) {
  /** How it ended. */
  public enum Outcome {
    DONE,
    REFUSED
  }

  public AuditEvent {
    facts = Map.copyOf(facts);
  }

  public static AuditEvent done(String actor, AuditAction action, @Nullable String subject) {
    return new AuditEvent(actor, action, subject, Outcome.DONE, Map.of());
  }

  public static AuditEvent refused(String actor, AuditAction action, @Nullable String subject) {
    return new AuditEvent(actor, action, subject, Outcome.REFUSED, Map.of());
  }

  public AuditEvent with(Map<String, String> more) {
    var all = new java.util.TreeMap<>(facts);
    all.putAll(more);
    return new AuditEvent(actor, action, subject, outcome, all);
  }
}
