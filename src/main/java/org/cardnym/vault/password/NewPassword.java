package org.cardnym.vault.password;

/** A password that the rules allow, hashed, and set for nobody yet. Does not print. */
public final class NewPassword {
  private final Phc hash;

  NewPassword(Phc hash) {
    this.hash = hash;
  }

  Phc hash() {
    return hash;
  }

  @Override
  public String toString() {
    return "NewPassword";
  }
}
