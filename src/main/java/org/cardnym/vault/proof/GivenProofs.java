package org.cardnym.vault.proof;

/**
 * All proofs of one step, of one way to prove. Does not print; closing wipes what it can.
 *
 * @see PasswordAndCode
 */
public interface GivenProofs extends AutoCloseable {
  @Override
  void close();
}
