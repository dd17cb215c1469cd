package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.passkey.HeldPasskey;
import org.cardnym.vault.passkey.PasskeyProofs;
import org.cardnym.vault.passkey.SignedPasskey;

/**
 * A passkey with user verification: two factors in one touch, and the consent itself is signed
 * (PSD2 RTS art. 5).
 */
@ApplicationScoped
class PasskeyWay implements Way<GivenPasskey> {
  private static final List<ProofDoor> DOORS =
      List.of(new ProofDoor("passkey", Limit.PASSKEY_KNOWN_BROWSER, Limit.PASSKEY_STRANGERS));

  /**
   * RFC 8176. Nobody vouches for the authenticator, so nothing better than a key in software is
   * claimed, and nothing of how it verified its user.
   */
  private static final List<String> AMR = List.of("swk", "user", "mfa");

  private final PasskeyProofs passkeys;

  PasskeyWay(PasskeyProofs passkeys) {
    this.passkeys = passkeys;
  }

  @Override
  public Class<GivenPasskey> takes() {
    return GivenPasskey.class;
  }

  @Override
  public List<ProofDoor> doors() {
    return DOORS;
  }

  /** Nobody finds a signature by trying. */
  @Override
  public boolean guessable() {
    return false;
  }

  @Override
  public String words() {
    return "a passkey";
  }

  @Override
  public Place<GivenPasskey> place() {
    return this::judge;
  }

  private Optional<Held> judge(UUID candidate, ProofTry proofs, GivenPasskey given) {
    var signed =
        new SignedPasskey(
            given.id(),
            given.clientData(),
            given.authenticatorData(),
            given.signature(),
            given.userHandle());
    return passkeys.judge(candidate, proofs.consent().digest(), signed).map(this::held);
  }

  private Held held(HeldPasskey held) {
    return new Held(AMR, "user_verified", Evidence.Bound.SIGNED, () -> passkeys.mark(held));
  }
}
