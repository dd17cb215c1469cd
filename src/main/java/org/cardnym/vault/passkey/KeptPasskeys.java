package org.cardnym.vault.passkey;

import com.yubico.webauthn.data.ByteArray;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.cardnym.vault.passkey.ChallengeRow.Act;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * The ceremonies for people who are no payers: whoever uses this keeps their passkeys, and knows
 * whom it asks. The same relying party as payers', other user handles.
 */
@ApplicationScoped
public class KeptPasskeys {
  private final Challenges challenges;
  private final Ceremonies ceremonies;

  KeptPasskeys(Challenges challenges, Ceremonies ceremonies) {
    this.challenges = challenges;
    this.ceremonies = ceremonies;
  }

  /**
   * Asks for a new passkey.
   *
   * @param digest 32 bytes over all that it is for
   * @param name tells accounts apart in the browser
   */
  @Transactional
  public PasskeyCreation begin(byte[] digest, String name) {
    var handle = new ByteArray(Challenges.random());
    ByteArray challenge = challenges.make(Act.REGISTER, digest, handle);
    return PasskeyCreation.of(challenge, ceremonies.rpId(), handle, name, List.of());
  }

  /**
   * The passkey that was made; its challenge is used up first.
   *
   * @throws Refusal {@link ErrorCode#PASSKEY_REFUSED} for whatever is wrong with it
   */
  public KeptPasskey made(byte[] digest, NewPasskey given) {
    Challenges.Answered answered =
        challenges
            .take(Ceremonies.challenge(given.clientData()))
            .orElseThrow(() -> new Refusal(ErrorCode.PASSKEY_REFUSED));
    ByteArray handle =
        answered.userHandle().orElseThrow(() -> new Refusal(ErrorCode.PASSKEY_REFUSED));
    try {
      return KeptPasskey.of(ceremonies.register(answered.of(Act.REGISTER, digest), handle, given));
    } catch (Flawed flawed) {
      throw new Refusal(ErrorCode.PASSKEY_REFUSED);
    }
  }

  /** Asks for a signature of this passkey. */
  @Transactional
  public KeptRequest ask(byte[] digest, KeptPasskey passkey) {
    ByteArray challenge = challenges.make(Act.PROVE, digest, null);
    return KeptRequest.of(PasskeyRequest.of(challenge, ceremonies.rpId()), passkey);
  }

  /**
   * Judges a signature of this passkey; its challenge is used up first.
   *
   * @return the passkey as it is to be kept from now on, or empty for whatever is wrong
   */
  public Optional<KeptPasskey> judge(KeptPasskey passkey, byte[] digest, SignedPasskey given) {
    Optional<Challenges.Answered> answered =
        challenges.take(Ceremonies.challenge(given.clientData()));
    if (answered.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          passkey.used(
              ceremonies.authenticate(
                  answered.get().of(Act.PROVE, digest), passkey.credential(), given)));
    } catch (Flawed flawed) {
      return Optional.empty();
    }
  }
}
