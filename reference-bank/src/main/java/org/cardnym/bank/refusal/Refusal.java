package org.cardnym.bank.refusal;

/**
 * A transmission that is refused and has decided nothing. It has a code and no other text, and
 * drops its cause: exceptions of parsers and ciphers may quote what they failed on.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final RefusalCode code;

  public Refusal(RefusalCode code) {
    super(code.wireName(), null, false, false);
    this.code = code;
  }

  public RefusalCode code() {
    return code;
  }
}
