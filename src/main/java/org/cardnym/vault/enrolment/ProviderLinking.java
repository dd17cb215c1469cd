package org.cardnym.vault.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.biometric.Biometrics;
import org.cardnym.vault.biometric.LinkedProvider;
import org.cardnym.vault.biometric.Proof;
import org.cardnym.vault.biometric.ProviderChoice;
import org.cardnym.vault.biometric.ProviderLinks;
import org.cardnym.vault.biometric.Return;
import org.cardnym.vault.biometric.Trip;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.proof.Consent;
import org.cardnym.vault.proof.Proofs;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.PageSession;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Links accounts at identity services with payers: the payer proves themself here first, then is
 * sent there and back within the same session. Whether a proof is fresh enough is the caller's to
 * ask.
 */
@ApplicationScoped
public class ProviderLinking {
  /** Registered with each service, so it never changes. */
  private static final String CALLBACK = "/account/providers/return";

  private final Biometrics biometrics;
  private final ProviderLinks links;
  private final Proofs proofs;
  private final ProvenPayers proven;
  private final URI callback;

  ProviderLinking(
      Biometrics biometrics,
      ProviderLinks links,
      Proofs proofs,
      ProvenPayers proven,
      @ConfigProperty(name = "cardnym.pages.origin") String origin) {
    this.biometrics = biometrics;
    this.links = links;
    this.proofs = proofs;
    this.proven = proven;
    this.callback = URI.create(origin + CALLBACK);
  }

  /** A service that can be linked. */
  public record Service(String name, String displayName) {
    static Service of(ProviderChoice choice) {
      return new Service(choice.name(), choice.displayName());
    }
  }

  /**
   * An account that is linked.
   *
   * @param id {@code lnk_…}
   * @param service as payers read it
   */
  public record Linked(String id, String service, Instant linkedAt) {
    static Linked of(LinkedProvider link) {
      return new Linked(TypeId.of(IdKind.LINK, link.id()), link.displayName(), link.linkedAt());
    }
  }

  /** Somebody at a service, proven and not yet linked. */
  public static final class Arrived {
    private final Proof proof;
    private final String service;

    private Arrived(Proof proof, String service) {
      this.proof = proof;
      this.service = service;
    }

    /** As payers read it. */
    public String service() {
      return service;
    }
  }

  public List<Service> services() {
    return biometrics.choices().stream().map(Service::of).toList();
  }

  public List<Linked> of(UUID payerId) {
    return links.of(payerId).stream().map(Linked::of).toList();
  }

  /**
   * Where to send the session's browser. Call it without a transaction.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#UNAVAILABLE}
   */
  public URI begin(PageSession session, String service) {
    UUID payerId = proven.signedIn(session);
    return biometrics.begin(
        service,
        new Trip(
            IdKind.SESSION,
            session.id(),
            presented(session),
            consent(session, payerId).digest(),
            callback,
            false));
  }

  /**
   * Judges what the browser brought back; call it without a transaction. Then {@link #link}.
   *
   * @throws Refusal {@link ErrorCode#PROOF_FAILED} for whatever is wrong
   */
  public Arrived finish(
      PageSession session, @Nullable String state, @Nullable String code, @Nullable String issuer) {
    UUID payerId = proven.signedIn(session);
    var brought = new Return(state, code, issuer);
    return biometrics
        .arrive(IdKind.SESSION, presented(session), callback, brought)
        .flatMap(back -> biometrics.judge(back, consent(session, payerId).digest()))
        .map(proof -> new Arrived(proof, biometrics.displayName(proof)))
        .orElseThrow(() -> new Refusal(ErrorCode.PROOF_FAILED));
  }

  /** Links what was proven; false if it was linked before. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean link(UUID payerId, Arrived arrived) {
    // Two at once would each find room for one more.
    proofs.bar(payerId);
    return links.add(payerId, arrived.proof);
  }

  /** Removes a link; the service it was of, as payers read it, or empty. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<String> unlink(UUID payerId, String link) {
    return links.remove(payerId, TypeId.parse(IdKind.LINK, link)).map(LinkedProvider::displayName);
  }

  /** The session, whatever secret it has by the time the browser is back. */
  private static String presented(PageSession session) {
    return TypeId.of(IdKind.SESSION, session.id());
  }

  private static Consent consent(PageSession session, UUID payerId) {
    return Consent.linkAccount(session.id(), payerId);
  }
}
