package org.cardnym.vault.refusal;

import java.util.Map;

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

  public ErrorCode code() {
    return code;
  }

  public Map<String, Object> facts() {
    return facts;
  }
}
