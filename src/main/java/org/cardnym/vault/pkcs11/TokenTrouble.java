package org.cardnym.vault.pkcs11;

import java.util.Locale;

/** Why a key in a token can't be used, and what to do about it. */
public enum TokenTrouble {
  LIBRARY_MISSING(
      true,
      "cardnym.root-key.pkcs11-library must be the absolute path of the token's PKCS #11 library"),
  TOKEN_MISSING(true, "no token has this label and serial number: is it connected, and set up?"),
  TOKEN_AMBIGUOUS(true, "several tokens have this label: name the serial number too"),
  TOKEN_FAILED(true, "the token or its library failed: see the token's own log"),
  PIN_MISSING(true, "cardnym.root-key.pin-file must be a file of mode 0600 that holds the PIN"),
  PIN_REFUSED(
      false, "the PIN is wrong, and is not tried again: correct the file, then operator unseal"),
  PIN_SPARED(
      false,
      "a wrong PIN was given lately, and so none was tried: check the file, then operator unseal"),
  PIN_LOCKED(false, "the token has locked its PIN, or leaves one try: use the token's own tool"),
  KEY_MISSING(true, "the token has no such key: is it the right one, or must it be restored?"),
  KEY_AMBIGUOUS(true, "the token has several keys of this label: leave one"),
  KEY_UNFIT(
      false,
      "the key must be AES-256, sensitive, not extractable, and allowed to encrypt and decrypt"),
  KEY_DIFFERS(
      false, "the token's key is not the one of this root-key file, or the file was changed");

  private final boolean passing;
  private final String next;

  TokenTrouble(boolean passing, String next) {
    this.passing = passing;
    this.next = next;
  }

  /** True where trying again costs nothing and may help. */
  public boolean isPassing() {
    return passing;
  }

  /** What to do, for people. */
  public String next() {
    return next;
  }

  /** Its stable code, for instance {@code token_missing}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
