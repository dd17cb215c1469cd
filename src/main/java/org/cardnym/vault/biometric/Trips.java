package org.cardnym.vault.biometric;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of browsers that are on their way: where from, what for, and that each comes back
 * once. No secret stands in the database: of the state a hash, and the code verifier follows from a
 * key.
 */
@ApplicationScoped
class Trips {
  private static final String NONCE = "cardnym-provider-nonce/1";
  private static final String VERIFIER = "provider-verifier/1";
  private static final int SALT_SIZE = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final EntityManager entities;
  private final IndexKeys keys;
  private final Clock clock;

  Trips(EntityManager entities, IndexKeys keys, Clock clock) {
    this.entities = entities;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * What goes into the request. Does not print.
   *
   * @param challenge of PKCE, S256 (RFC 7636 §4.2)
   */
  record Begun(String state, String nonce, String challenge) {
    @Override
    public String toString() {
      return "Begun";
    }
  }

  /** What the token must hold: it can be made for one consent only, and for one request. */
  static String nonce(byte[] salt, byte[] consent) {
    return Text.base64url(Text.sha256(NONCE, salt, consent));
  }

  /** Notes that a browser leaves; one that left before for the same subject does not come back. */
  Begun begin(String provider, Trip trip) {
    try {
      return QuarkusTransaction.requiringNew().call(() -> insert(provider, trip));
    } catch (PersistenceException twin) {
      // Begun twice at once: the database lets one of them pass.
      throw new Refusal(ErrorCode.CONFLICT);
    }
  }

  /**
   * Uses the state up, committed when this returns; empty if there is none such, it is of another
   * browser, or it is over.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Optional<Arrival> take(IdKind kind, String browser, URI callback, Return brought) {
    State state = State.read(kind, brought.state()).orElse(null);
    TripRow row =
        state == null
            ? null
            : entities.find(TripRow.class, state.subject(), LockModeType.PESSIMISTIC_WRITE);
    if (state == null
        || row == null
        || row.kind != kind
        || !State.matches(state.text(), row.stateHash)
        || !State.matches(browser, row.browserHash)) {
      return Optional.empty();
    }
    entities.remove(row);
    return row.over(clock.instant())
        ? Optional.empty()
        : Optional.of(new Arrival(row, verifier(row), callback, brought));
  }

  private Begun insert(String provider, Trip trip) {
    @Nullable TripRow old =
        entities.find(TripRow.class, trip.subject(), LockModeType.PESSIMISTIC_WRITE);
    TripRow row = old == null ? new TripRow() : old;
    State state = State.fresh(trip.kind(), trip.subject());
    row.subjectId = trip.subject();
    row.kind = trip.kind();
    row.provider = provider;
    row.stateHash = state.hash();
    row.browserHash = State.hash(trip.browser());
    row.salt = salt();
    row.verifierVersion = keys.version(KeyPurpose.PAGE);
    row.chooses = trip.chooses();
    row.begunAt = now();
    if (old == null) {
      entities.persist(row);
    }
    entities.flush();
    byte[] verifier = verifier(row).getBytes(StandardCharsets.US_ASCII);
    return new Begun(
        state.text(), nonce(row.salt, trip.consent()), Text.base64url(Text.sha256(verifier)));
  }

  /** 43 letters of 256 bits (RFC 7636 §4.1), derived anew whenever they are needed. */
  private String verifier(TripRow row) {
    byte[] input = Text.sha256(VERIFIER, Uuids.bytes(row.subjectId), row.salt);
    return Text.base64url(keys.value(KeyPurpose.PAGE, row.verifierVersion, VERIFIER, input));
  }

  private static byte[] salt() {
    byte[] salt = new byte[SALT_SIZE];
    RANDOM.nextBytes(salt);
    return salt;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
