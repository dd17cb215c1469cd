package org.cardnym.vault.keys;

/**
 * What must be there before a new version of a key makes anything; the room that knows offers it.
 */
public interface BeforeUse {
  KeyPurpose purpose();

  /**
   * In the transaction that makes the version the primary.
   *
   * @throws org.cardnym.vault.refusal.Refusal CONFLICT with what is {@code missing}
   */
  void require(int version);
}
