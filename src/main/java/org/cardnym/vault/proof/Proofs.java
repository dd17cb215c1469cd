package org.cardnym.vault.proof;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.cardnym.vault.limit.Counter;
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
  private final Payers payers;
  private final KnownBrowsers browsers;
  private final Tries tries;
  private final Brakes brakes;
  private final Ways ways;
  private final Otps otps;
  private final OneFactorUses oneFactor;
  private final EntityManager entities;
  private final Clock clock;

  Proofs(
      Payers payers,
      KnownBrowsers browsers,
      Tries tries,
      Brakes brakes,
      Ways ways,
      Otps otps,
      OneFactorUses oneFactor,
      EntityManager entities,
      Clock clock) {
    this.payers = payers;
    this.browsers = browsers;
    this.tries = tries;
    this.brakes = brakes;
    this.ways = ways;
    this.otps = otps;
    this.oneFactor = oneFactor;
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
   *     ErrorCode#TOO_MANY_REQUESTS} for the address, and sooner for a stranger's browser while
   *     many of them fail; {@link ErrorCode#UNAVAILABLE} while too many wait, uncounted
   */
  public Proven judge(String address, GivenProofs given, Supplier<ProofTry> named, String subject) {
    tries.admit(address);
    return judge(ways.of(given), given, named, new Asked(address, subject));
  }

  /** From where, and for what. */
  private record Asked(String address, String subject) {}

  private <G extends GivenProofs> Proven judge(
      Way<G> way, GivenProofs given, Supplier<ProofTry> named, Asked asked) {
    G proof = way.takes().cast(given);
    try (Way.Place<G> place = way.place()) {
      return judge(way, place, proof, named.get(), asked);
    }
  }

  private <G extends GivenProofs> Proven judge(
      Way<G> way, Way.Place<G> place, G given, ProofTry proofs, Asked asked) {
    Standing standing = QuarkusTransaction.requiringNew().call(() -> standing(proofs));
    boolean slowed = way.guessable() && standing.doors() == Doors.STRANGERS;
    List<Counter> pressed = slowed ? brakes.press(proofs.merchant(), asked.address()) : List.of();
    Tries.Counted counted = tries.count(way, standing.doors(), proofs);
    UUID decoy = payers.decoy();
    UUID judged = counted.mayBeJudged() ? standing.candidate() : decoy;
    Optional<Way.Held> held = place.judge(judged, proofs, given);
    if (held.isEmpty() || judged.equals(decoy)) {
      tries.failed(way, standing.doors(), proofs, counted, standing.candidate(), asked.subject());
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
    tries.forget(way, standing.doors(), proofs);
    brakes.release(pressed);
    Way.Held holds = held.get();
    return new Proven(judged, holds.use(), standing.doors() == Doors.STRANGERS, evidence(holds));
  }

  /** Uses proofs for one payment, in the transaction that takes the payment further. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void tie(Proven proven, ProofSubject subject) {
    use(proven);
    keep(proven, subject);
  }

  /** Keeps what was proven for one payment, in the transaction that used it for that before. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void keep(Proven proven, ProofSubject subject) {
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
   * meanwhile. A strong one begins the count of what one factor pays anew.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void use(Proven proven) {
    // First of all: this waits for whoever bars this payer, and so sees what they did.
    otps.bar(proven.payerId());
    if (!proven.use().once() || !active(proven.payerId())) {
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
    if (!proven.evidence().oneFactor()) {
      oneFactor.reset(proven.payerId());
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

  private Evidence evidence(Way.Held holds) {
    boolean oneFactor = holds.acr().equals(Evidence.ONE_FACTOR);
    Applied rule = oneFactor ? Applied.ONE_FACTOR_EXEMPTION : Applied.TWO_FACTORS_ALWAYS;
    return new Evidence(holds.amr(), holds.acr(), now(), holds.bound(), rule.wire());
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
    boolean known = browsers.knownFor(proofs.names(), proofs.browser());
    return new Standing(active ? asked : decoy, known ? Doors.KNOWN : Doors.STRANGERS);
  }

  private boolean active(UUID payerId) {
    return payers.find(payerId).filter(p -> p.state() == PayerState.ACTIVE).isPresent();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
