package org.cardnym.vault.passkey;

import com.yubico.webauthn.data.ByteArray;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.passkey.ChallengeRow.Act;
import org.jspecify.annotations.Nullable;

/**
 * What authenticators are asked to sign: a hash over a nonce and what it is for. Each is kept here,
 * for five minutes and one answer; one for another purpose does not come out the same.
 */
@ApplicationScoped
class Challenges {
  static final Duration LIFE = Duration.ofMinutes(5);

  private static final byte[] TAG = "cardnym-passkey/1".getBytes(StandardCharsets.US_ASCII);
  private static final int SIZE = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final EntityManager entities;
  private final Clock clock;

  Challenges(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** A challenge that was answered for the first time, and in time. */
  static final class Answered {
    private final byte[] nonce;
    private final byte @Nullable [] userHandle;

    private Answered(ChallengeRow row) {
      this.nonce = row.nonce;
      this.userHandle = row.userHandle;
    }

    /** The challenge that this purpose would have had: equal only if it was made for it. */
    ByteArray of(Act purpose, byte[] digest) {
      return challenge(purpose, nonce, digest);
    }

    Optional<ByteArray> userHandle() {
      return Optional.ofNullable(userHandle).map(ByteArray::new);
    }
  }

  /**
   * Makes a challenge and keeps it.
   *
   * @param digest 32 bytes over all that it is for
   */
  @Transactional
  ByteArray make(Act act, byte[] digest, @Nullable ByteArray userHandle) {
    var row = new ChallengeRow();
    row.act = act;
    row.nonce = random();
    row.userHandle = userHandle == null ? null : userHandle.getBytes();
    row.expiresAt = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.MICROS);
    ByteArray challenge = challenge(act, row.nonce, digest);
    row.challengeId = id(challenge);
    entities.persist(row);
    return challenge;
  }

  /**
   * Takes a challenge out, in a transaction of its own: whatever is judged then, it is never
   * answered again.
   */
  Optional<Answered> take(ByteArray challenge) {
    if (challenge.size() != SIZE) {
      return Optional.empty();
    }
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          ChallengeRow row =
              entities.find(ChallengeRow.class, id(challenge), LockModeType.PESSIMISTIC_WRITE);
          if (row == null) {
            return Optional.empty();
          }
          entities.remove(row);
          return row.expiresAt.isAfter(clock.instant())
              ? Optional.of(new Answered(row))
              : Optional.empty();
        });
  }

  /** Removes up to {@code most} whose time was over before then; how many there were. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  int purge(Instant before, int most) {
    return entities
        .createNativeQuery(
            "delete from passkey_challenge where challenge_id in (select challenge_id from"
                + " passkey_challenge where expires_at < :before limit :most for update skip"
                + " locked)")
        .setParameter("before", before)
        .setParameter("most", most)
        .executeUpdate();
  }

  private static UUID id(ByteArray challenge) {
    ByteBuffer bits = ByteBuffer.wrap(challenge.getBytes());
    return new UUID(bits.getLong(), bits.getLong());
  }

  static byte[] random() {
    byte[] bytes = new byte[SIZE];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static ByteArray challenge(Act act, byte[] nonce, byte[] digest) {
    if (digest.length != SIZE) {
      throw new IllegalArgumentException("a digest has " + SIZE + " bytes");
    }
    return Sha256.of(TAG, new byte[] {(byte) act.ordinal()}, nonce, digest);
  }
}
