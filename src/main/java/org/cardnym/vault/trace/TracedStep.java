package org.cardnym.vault.trace;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A step that has ended. It takes identifiers, numbers and constants of the code, and no text: what
 * a person or a shop has typed can't be said with it.
 */
public final class TracedStep {
  private final StepName name;
  private final UUID trace;
  private final Duration time;
  private final Map<Fact, String> facts = new EnumMap<>(Fact.class);
  private @Nullable UUID message;
  private int repeat;

  private TracedStep(StepName name, UUID trace, Duration time) {
    this.name = name;
    this.trace = trace;
    this.time = time;
  }

  /**
   * A step of a payment, whose identifier is the trace's: every replica finds it without asking.
   */
  public static TracedStep of(StepName name, UUID paymentId, Duration time) {
    return new TracedStep(name, paymentId, time)
        .with(Fact.PAYMENT, TypeId.of(IdKind.PAYMENT, paymentId));
  }

  /**
   * A step that belongs to no payment, in a trace whose identifier is nobody's: a mail's own stands
   * in the mail server's log beside its payer's address.
   */
  public static TracedStep alone(StepName name, Duration time) {
    return new TracedStep(name, UUID.randomUUID(), time);
  }

  /**
   * The message to a bank that the step is of.
   *
   * @param number 0 for the first transmission
   */
  public TracedStep message(UUID messageId, int number) {
    message = messageId;
    return with(Fact.MESSAGE, TypeId.of(IdKind.MESSAGE, messageId)).repeat(number);
  }

  /** How often it was tried before. */
  public TracedStep repeat(int number) {
    repeat = number;
    return with(Fact.REPEAT, Integer.toString(number));
  }

  public TracedStep bank(@Nullable UUID bankId) {
    return bankId == null ? this : with(Fact.BANK, TypeId.of(IdKind.BANK, bankId));
  }

  public TracedStep merchant(UUID merchantId) {
    return with(Fact.MERCHANT, TypeId.of(IdKind.MERCHANT, merchantId));
  }

  public TracedStep kind(Enum<?> kind) {
    return with(Fact.KIND, word(kind));
  }

  public TracedStep outcome(Enum<?> outcome) {
    return with(Fact.OUTCOME, word(outcome));
  }

  public TracedStep code(@Nullable ErrorCode code) {
    return code == null ? this : with(Fact.CODE, code.wire());
  }

  StepName name() {
    return name;
  }

  UUID trace() {
    return trace;
  }

  Duration time() {
    return time;
  }

  /** The bank's message; of steps that stand under one. */
  UUID messageId() {
    return message == null ? trace : message;
  }

  int repeat() {
    return repeat;
  }

  Map<Fact, String> facts() {
    return facts;
  }

  private TracedStep with(Fact fact, String value) {
    facts.put(fact, value);
    return this;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
