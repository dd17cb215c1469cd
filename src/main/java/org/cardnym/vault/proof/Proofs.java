package org.cardnym.vault.proof;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.cardnym.vault.otp.Otps;
import org.cardnym.vault.payer.PayerState;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.KnownBrowsers;

/**
 * Judges the proofs of one step together: counted first, then judged, with one answer for unknown,
 * wrong, locked and disabled. Unknown names run on the decoy payer, so that the same code and
 * statements run for them.
 */
@ApplicationScoped
public class Proofs {
  private static final String POLICY = "two-factors-always";

  private final Payers payers;
  private final KnownBrowsers browsers;
  private final Tries tries;
  private final Ways ways;
  private final Otps otps;
  private final EntityManager entities;
  private final Clock clock;

  Proofs(
      Payers payers,
      KnownBrowsers browsers,
      Tries tries,
      Ways ways,
      Otps otps,
      EntityManager entities,
      Clock clock) {
    this.payers = payers;
    this.browsers = browsers;
    this.tries = tries;
    this.ways = ways;
    this.otps = otps;
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * Judges all proofs of one step; call it without a transaction. The address is counted before
   * anything is looked up for the name, and a place to judge is taken before the name's tries are
   * counted: an address that has had its tries learns nothing of any name, and a vault that is busy
   * locks nobody out.
   *
   * @param address the client's address
   * @param named finds whose proofs they are
   * @param subject what they were given for, as the trail names it
   * @throws Refusal {@link ErrorCode#PROOF_FAILED} for whatever reason, always the same; {@link
   *     ErrorCode#TOO_MANY_REQUESTS} for the address; {@link ErrorCode#UNAVAILABLE} while too many
   *     wait, uncounted
   */
  public Proven judge(String address, GivenProofs given, Supplier<ProofTry> named, String subject) {
    tries.admit(address);
    return judge(ways.of(given), given, named, subject);
  }

  private <G extends GivenProofs> Proven judge(
      Way<G> way, GivenProofs given, Supplier<ProofTry> named, String subject) {
    G proof = way.takes().cast(given);
    try (Way.Place<G> place = way.place()) {
      return judge(way, place, proof, named.get(), subject);
    }
  }

  private <G extends GivenProofs> Proven judge(
      Way<G> way, Way.Place<G> place, G given, ProofTry proofs, String subject) {
    Standing standing = QuarkusTransaction.requiringNew().call(() -> standing(proofs));
    Tries.Counted counted = tries.count(way, standing.doors(), proofs);
    UUID decoy = payers.decoy();
    UUID judged = counted.mayBeJudged() ? standing.candidate() : decoy;
    Optional<Way.Held> held = place.judge(judged, proofs, given);
    if (held.isEmpty() || judged.equals(decoy)) {
      tries.failed(way, proofs, counted, standing.candidate(), subject);
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
    tries.forget(way, standing.doors(), proofs);
    Way.Held holds = held.get();
    var evidence = new Evidence(holds.amr(), holds.acr(), now(), holds.bound(), POLICY);
    return new Proven(judged, holds.use(), standing.doors() == Doors.STRANGERS, evidence);
  }

  /** Uses proofs for one payment, in the transaction that takes the payment further. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void tie(Proven proven, ProofSubject subject) {
    use(proven);
    var row = new EvidenceRow();
    row.paymentId = subject.paymentId();
    row.payerId = proven.payerId();
    row.merchantId = subject.merchantId();
    row.amount = subject.amount().value();
    row.currency = subject.amount().currency();
    row.amr = String.join(" ", proven.evidence().amr());
    row.acr = proven.evidence().acr();
    row.provenAt = proven.evidence().time();
    row.bound = proven.evidence().bound();
    row.policy = proven.evidence().policy();
    entities.persist(row);
  }

  /**
   * Uses proofs in the caller's transaction, which has not read the payer yet; a code used
   * meanwhile is {@link ErrorCode#PROOF_FAILED}, and so is a payer whom an operator locked
   * meanwhile.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void use(Proven proven) {
    // First of all: this waits for whoever bars this payer, and so sees what they did.
    otps.bar(proven.payerId());
    if (!proven.use().once() || !active(proven.payerId())) {
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
  }

  /**
   * Waits for proofs of this payer that are being used, and lets none be used before the caller's
   * transaction ends.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void bar(UUID payerId) {
    otps.bar(payerId);
  }

  /**
   * Who stands behind a try.
   *
   * @param candidate the payer to judge, the decoy where nobody can prove this name
   */
  private record Standing(UUID candidate, Doors doors) {}

  /** The same statements for every name. */
  private Standing standing(ProofTry proofs) {
    UUID decoy = payers.decoy();
    UUID named = proofs.named();
    UUID asked = named == null ? decoy : named;
    boolean active = active(asked);
    boolean known = browsers.knownFor(proofs.name(), proofs.browser());
    return new Standing(active ? asked : decoy, known ? Doors.KNOWN : Doors.STRANGERS);
  }

  private boolean active(UUID payerId) {
    return payers.find(payerId).filter(p -> p.state() == PayerState.ACTIVE).isPresent();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
