package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.passkey.PasskeyProofs;
import org.cardnym.vault.passkey.PasskeyRequest;

/** Asks browsers for a passkey's signature, for one consent. */
@ApplicationScoped
public class PasskeyAsks {
  private final PasskeyProofs passkeys;
  private final Limits limits;
  private final Subjects subjects;

  PasskeyAsks(PasskeyProofs passkeys, Limits limits, Subjects subjects) {
    this.passkeys = passkeys;
    this.limits = limits;
    this.subjects = subjects;
  }

  /**
   * What a browser hands to {@code navigator.credentials.get}, as {@code
   * PublicKeyCredentialRequestOptionsJSON} (WebAuthn L3 §5.1.10).
   *
   * @param challenge good for five minutes and one answer
   * @param timeout milliseconds
   */
  public record Asked(String challenge, String rpId, long timeout, String userVerification) {}

  /**
   * Asks for a signature under this consent, of whomever: it says nothing of who has a passkey.
   *
   * @param address the client's address
   * @throws org.cardnym.vault.refusal.Refusal {@code TOO_MANY_REQUESTS} for the address
   */
  public Asked ask(String address, Consent consent) {
    limits.requireOwn(Limit.PASSKEY_ASKS_PER_ADDRESS, subjects.address(address));
    PasskeyRequest asked = passkeys.ask(consent.digest());
    return new Asked(asked.challenge(), asked.rpId(), asked.timeout(), asked.userVerification());
  }
}
