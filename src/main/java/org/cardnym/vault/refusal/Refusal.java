package org.cardnym.vault.refusal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The vault's only exception for a request it declines. Facts are the vault's own words and
 * numbers, safe to show to whoever asked; they never hold what was sent.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient Map<String, Object> facts;

  public Refusal(ErrorCode code) {
    this(code, Map.of());
  }

  public Refusal(ErrorCode code, Map<String, Object> facts) {
    super(code.wire(), null, false, false);
    this.code = code;
    this.facts = Map.copyOf(facts);
  }

  /**
   * Does what may be refused, and where it is, says about which member of the request, unless the
   * refusal names one itself.
   *
   * @param field the vault's own name for it, for instance {@code amount.value}
   */
  public static <T> T about(String field, Supplier<T> read) {
    try {
      return read.get();
    } catch (Refusal refused) {
      var facts = new HashMap<>(refused.facts);
      facts.putIfAbsent("field", field);
      throw new Refusal(refused.code, facts);
    }
  }

  public ErrorCode code() {
    return code;
  }

  public Map<String, Object> facts() {
    return facts;
  }
}
