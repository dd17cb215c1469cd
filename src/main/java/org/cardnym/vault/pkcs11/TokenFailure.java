package org.cardnym.vault.pkcs11;

import java.security.GeneralSecurityException;

/** A key in a token can't be used. Says the code and the library's answer, and no secret. */
public final class TokenFailure extends GeneralSecurityException {
  private static final long serialVersionUID = 1;

  private final TokenTrouble trouble;
  private final long returned;

  public TokenFailure(TokenTrouble trouble) {
    this(trouble, 0);
  }

  TokenFailure(TokenTrouble trouble, long returned) {
    super(trouble.wire() + (returned == 0 ? "" : " 0x" + Long.toHexString(returned)));
    this.trouble = trouble;
    this.returned = returned;
  }

  public TokenTrouble trouble() {
    return trouble;
  }

  /** What the library returned ({@code CK_RV}), or 0. */
  long returned() {
    return returned;
  }
}
