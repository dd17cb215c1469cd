package org.cardnym.vault.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The addresses of pages on which people sign: each good for ten minutes and one signature. */
@ApplicationScoped
class Tickets {
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final EntityManager entities;
  private final Clock clock;
  private final String origin;

  Tickets(
      EntityManager entities,
      Clock clock,
      @ConfigProperty(name = "cardnym.pages.origin") String origin) {
    this.entities = entities;
    this.clock = clock;
    this.origin = origin;
  }

  /** Makes one in the caller's transaction; its page's address is told once and kept nowhere. */
  @Transactional(Transactional.TxType.MANDATORY)
  PageLink forSignature(Person person, UUID approvalId, UUID approverId) {
    TicketRow row = of(person);
    row.approvalId = approvalId;
    row.approverId = approverId;
    return keep(row);
  }

  /**
   * Makes one as {@link #forSignature} does.
   *
   * @param invitation the hash of the code that the person has
   */
  @Transactional(Transactional.TxType.MANDATORY)
  PageLink forEnrolment(Person person, String invitation) {
    TicketRow row = of(person);
    row.invitation = invitation;
    return keep(row);
  }

  private static TicketRow of(Person person) {
    var row = new TicketRow();
    row.issuer = person.issuer();
    row.subject = person.subject();
    row.actor = person.actor();
    return row;
  }

  private PageLink keep(TicketRow row) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    row.secretHash = HexFormat.of().formatHex(Digests.of(secret));
    row.expiresAt = now().plus(LIFE);
    entities.persist(row);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return new PageLink(origin + "/approve/" + text, row.expiresAt);
  }

  /**
   * One that is still good.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} for any other
   */
  @Transactional(Transactional.TxType.MANDATORY)
  TicketRow open(String secret, boolean lock) {
    TicketRow row =
        entities.find(
            TicketRow.class,
            hash(secret),
            lock ? LockModeType.PESSIMISTIC_WRITE : LockModeType.NONE);
    if (row == null || row.usedAt != null || !row.expiresAt.isAfter(clock.instant())) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row;
  }

  private static String hash(String secret) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(secret);
      return HexFormat.of().formatHex(Digests.of(bytes));
    } catch (IllegalArgumentException unreadable) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
