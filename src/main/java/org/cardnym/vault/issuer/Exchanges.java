package org.cardnym.vault.issuer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.cardnym.vault.card.EnteredCard;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Messages to banks and what becomes of them: intended and committed first, then sent, repeated,
 * answered or undone.
 */
@ApplicationScoped
public class Exchanges {
  private static final int MAX_CONTENT = 8 * 1024;
  private static final int MAX_VIEWS = 100;
  private static final Set<String> RESERVED =
      Set.of("iss", "aud", "iat", "exp", "jti", "kind", "messageId", "repeat", "card", "code");

  private static final String AUTHORIZATION = "authorization";
  private static final String HOLDER_NOTICE = "holder-notice";

  /** How long the one who intended has to send before a sweeper takes over. */
  private static final Duration HEAD_START = Duration.ofSeconds(3);

  private final EntityManager entities;
  private final DatabaseClock database;
  private final Clock clock;
  private final IssuerSettings settings;
  private final Driver driver;
  private final StoredLenders stored;
  private final ExchangeViews views;

  Exchanges(
      EntityManager entities,
      DatabaseClock database,
      Clock clock,
      IssuerSettings settings,
      Driver driver,
      StoredLenders stored,
      ExchangeViews views) {
    this.entities = entities;
    this.database = database;
    this.clock = clock;
    this.settings = settings;
    this.driver = driver;
    this.stored = stored;
    this.views = views;
  }

  /**
   * Commits to asking a bank, within the caller's transaction; nothing is sent yet. A reversal is
   * decided here, never asked for; a refund has {@link #intendRefund}, a notice {@link
   * #intendNotice}.
   *
   * @return the message id
   * @throws Refusal BANK_DRAINING for a new card of a bank that takes none, UNAVAILABLE if the bank
   *     is suspended, NOT_FOUND if there is none
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID intend(Intent intent) {
    if (intent.kind() == Kind.REFUND || intent.kind() == Kind.HOLDER_NOTICE) {
      throw new IllegalArgumentException("a " + intent.kind().wire() + " has its own way");
    }
    requireTaken(intent.bankId(), intent.kind());
    Instant now = database.now();
    ExchangeRow row = row(intent, messageId(intent), now);
    row.windowEnds = now.plus(settings.window());
    row.due = now.plus(intent.kind().once() ? settings.deadline().multipliedBy(3) : HEAD_START);
    entities.persist(row);
    return row.messageId;
  }

  /**
   * Commits to giving back all or part of an authorization, within the caller's transaction;
   * nothing is sent yet. It is repeated under this one message id until the bank has answered, also
   * where the bank is suspended: what it owes, it owes.
   *
   * @param messageId the refund's own, for ever: intended again, from a row that is gone, it stays
   *     the bank's one refund
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void intendRefund(UUID messageId, Intent intent) {
    if (intent.kind() != Kind.REFUND) {
      throw new IllegalArgumentException("not a refund");
    }
    Instant now = database.now();
    ExchangeRow row = row(intent, messageId, now);
    row.windowEnds = now;
    row.due = now.plus(HEAD_START);
    entities.persist(row);
  }

  /**
   * Commits to having a bank tell a card's holder, within the caller's transaction; the sweeper
   * sends it, and again until the bank has acknowledged, also where it is suspended. A card has one
   * notice, under one message id for ever.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void intendNotice(Intent intent) {
    if (intent.kind() != Kind.HOLDER_NOTICE) {
      throw new IllegalArgumentException("not a notice");
    }
    Instant now = database.now();
    ExchangeRow row = row(intent, Uuids.derived(HOLDER_NOTICE, intent.cardId()), now);
    row.windowEnds = now;
    row.due = now;
    entities.persist(row);
  }

  /** True if this exchange is there, whatever became of it. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean has(UUID familyId, UUID messageId) {
    return entities.find(ExchangeRow.class, new ExchangeRow.Key(familyId, messageId)) != null;
  }

  /**
   * True if the exchange that authorizes a payment is there; where it is gone, somebody took it out
   * of the database.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean hasAuthorization(UUID paymentId) {
    return has(paymentId, Uuids.derived(AUTHORIZATION, paymentId));
  }

  /**
   * Makes an authorization anew whose row is gone, within the caller's transaction, only to undo
   * it: it may have reached the bank, and is never sent again.
   *
   * @param intent its content needs payment and amount only
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void undoLost(Intent intent) {
    Instant now = database.now();
    ExchangeRow row = row(intent, messageId(intent), now);
    row.state = ExchangeState.WAITING;
    row.uncertain = true;
    row.windowEnds = now;
    row.due = now;
    entities.persist(row);
  }

  private ExchangeRow row(Intent intent, UUID messageId, Instant now) {
    var row = new ExchangeRow();
    row.familyId = intent.familyId();
    row.messageId = messageId;
    row.family = intent.family();
    row.kind = intent.kind();
    row.payerId = intent.payerId();
    row.cardId = intent.cardId();
    row.bankId = intent.bankId();
    row.content = content(intent);
    row.intendedAt = now;
    return row;
  }

  /**
   * A payment's authorization has one message id for ever: asked for again, from a row that
   * somebody put back, it is the bank's own idempotency that keeps it from being charged twice.
   */
  private UUID messageId(Intent intent) {
    return intent.kind() == Kind.AUTHORIZATION
        ? Uuids.derived(AUTHORIZATION, intent.familyId())
        : Uuids.next(clock.instant());
  }

  /**
   * Sends, on a thread of its own, after the intent is committed. Completes when the exchange has
   * settled (an authorization also when its reversal is decided) or this replica leaves the rest to
   * the sweeper; never exceptionally.
   */
  public CompletionStage<Void> send(UUID familyId, UUID messageId) {
    return driver.start(new ExchangeRow.Key(familyId, messageId), Event.TRY, stored);
  }

  /**
   * Asks whether an entered card belongs together, its code with it, once; waits for the answer (at
   * most the bank's deadline).
   */
  public Settled verify(UUID familyId, UUID messageId, EnteredCard card) {
    return once(
        new ExchangeRow.Key(familyId, messageId), Kind.VERIFICATION, sealing -> sealing.seal(card));
  }

  /**
   * Carries back the code that a bank sent to its customer; waits for the answer (at most the
   * bank's deadline).
   */
  public Settled verifyCode(UUID familyId, UUID messageId, BankCode code) {
    return once(
        new ExchangeRow.Key(familyId, messageId),
        Kind.VERIFICATION_CODE,
        sealing -> sealing.seal(code));
  }

  /**
   * Those of these cards that a message under way may still need: no bank has decided about it, and
   * no reversal was. For who holds the cards' locks, so that no other message begins meanwhile.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Set<UUID> underWay(Collection<UUID> cardIds) {
    return Set.copyOf(
        entities
            .createNativeQuery(
                "select distinct card_id from exchange where state in ('INTENDED', 'SENDING',"
                    + " 'WAITING') and kind in ('AUTHORIZATION', 'VERIFICATION',"
                    + " 'VERIFICATION_CODE') and card_id in (:cards)",
                UUID.class)
            .setParameter("cards", cardIds)
            .getResultList());
  }

  /** All exchanges of a payment or payer, oldest first; at most 100. */
  public List<ExchangeView> of(UUID familyId) {
    return views.of(familyId, MAX_VIEWS);
  }

  /**
   * Reversals, refunds and notices that no bank has answered for so long, oldest first; at most
   * 100.
   */
  public List<ExchangeView> unanswered(Duration age) {
    return views.unanswered(age, MAX_VIEWS);
  }

  private Settled once(ExchangeRow.Key key, Kind kind, Lender lender) {
    if (views.settled(key).kind() != kind) {
      throw new IllegalArgumentException("not a " + kind.wire());
    }
    driver.drive(key, Event.TRY, transmission -> lender);
    return views.settled(key);
  }

  private void requireTaken(UUID bankId, Kind kind) {
    BankRow bank = entities.find(BankRow.class, bankId);
    if (bank == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    if (!bank.state.takes(kind)) {
      boolean draining = bank.state == Bank.State.DRAINING;
      throw new Refusal(draining ? ErrorCode.BANK_DRAINING : ErrorCode.UNAVAILABLE);
    }
  }

  private static String content(Intent intent) {
    ObjectNode members = intent.content();
    String text = members.toString();
    boolean reserved = RESERVED.stream().anyMatch(members::has);
    if (reserved
        || intent.kind() == Kind.REVERSAL
        || intent.kind().asks()
        || text.getBytes(StandardCharsets.UTF_8).length > MAX_CONTENT) {
      throw new IllegalArgumentException("not the content of a " + intent.kind().wire());
    }
    return text;
  }
}
