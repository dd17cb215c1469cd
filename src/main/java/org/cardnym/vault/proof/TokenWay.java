package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.biometric.Biometrics;
import org.cardnym.vault.biometric.Proof;
import org.cardnym.vault.biometric.ProviderLinks;
import org.cardnym.vault.limit.Limit;

/**
 * A biometric token: an identity service that the payer has linked says that it checked their body,
 * on a device that holds a key, for this very consent.
 */
@ApplicationScoped
class TokenWay implements Way<GivenToken> {
  private static final List<ProofDoor> DOORS =
      List.of(new ProofDoor("token", Limit.TOKEN_KNOWN_BROWSER, Limit.TOKEN_STRANGERS));

  private final Biometrics biometrics;
  private final ProviderLinks links;

  TokenWay(Biometrics biometrics, ProviderLinks links) {
    this.biometrics = biometrics;
    this.links = links;
  }

  @Override
  public Class<GivenToken> takes() {
    return GivenToken.class;
  }

  @Override
  public List<ProofDoor> doors() {
    return DOORS;
  }

  /** What the service signed for this consent, nobody finds by trying. */
  @Override
  public boolean guessable() {
    return false;
  }

  @Override
  public String words() {
    return "an identity service";
  }

  @Override
  public Place<GivenToken> place() {
    return this::judge;
  }

  /**
   * The service signed the nonce, which holds the consent; it is asked whoever the candidate is.
   */
  private Optional<Held> judge(UUID candidate, ProofTry proofs, GivenToken given) {
    Optional<Proof> proof = biometrics.judge(given.arrival(), proofs.consent().digest());
    Optional<UUID> link = proof.flatMap(proven -> links.find(candidate, proven));
    if (proof.isEmpty() || link.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Held(
            proof.get().amr(),
            "two_factor",
            Evidence.Bound.SIGNED,
            () -> links.hold(candidate, link.get())));
  }
}
