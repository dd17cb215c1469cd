package org.cardnym.vault.payer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.alias.AliasIndex;
import org.cardnym.vault.alias.AliasText;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.alias.PreparedAlias;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * The registered persons. What belongs to one is sealed under its own data key and opened for its
 * own identifier only.
 */
@ApplicationScoped
public class Payers {
  private static final String CONTACT = "contact";
  private static final String ALIAS = "alias";

  private final EntityManager entities;
  private final PayerKeys keys;
  private final Aliases aliases;
  private final Audit audit;
  private final Clock clock;

  Payers(EntityManager entities, PayerKeys keys, Aliases aliases, Audit audit, Clock clock) {
    this.entities = entities;
    this.keys = keys;
    this.aliases = aliases;
    this.audit = audit;
    this.clock = clock;
  }

  /** The actor in audit entries: {@code payer:pyr_…}. */
  public static String actor(UUID payerId) {
    return "payer:" + TypeId.of(IdKind.PAYER, payerId);
  }

  /**
   * Begins a registration, in the caller's transaction.
   *
   * @throws Refusal {@link ErrorCode#CONTACT_UNFIT} if this is no address that mail could be sent
   *     to
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Payer begin(String email, ZoneId zone) {
    Instant now = now();
    UUID payerId = Uuids.next(now);
    PayerRow row = insert(payerId, PayerState.PENDING, ContactText.require(email), zone, now);
    record(AuditAction.ENROLMENT_BEGUN, payerId);
    return row.view();
  }

  /**
   * Makes the payer whom a bank moves in, with its name, in the caller's transaction; empty, and
   * nothing written, if that name or one that looks like it is held, or ever was.
   *
   * @param email as {@link ContactText#require} takes it; nobody has confirmed it yet
   * @param facts for the trail
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<UUID> moveIn(
      String email, ZoneId zone, PreparedAlias alias, Map<String, String> facts) {
    Instant now = now();
    UUID payerId = Uuids.next(now);
    if (!aliases.claimFree(payerId, alias)) {
      return Optional.empty();
    }
    PayerRow row = made(payerId, PayerState.IMPORTED, ContactText.require(email), zone, now);
    row.aliasSealed = keys.seal(payerId, ALIAS, alias.typed().getBytes(StandardCharsets.UTF_8));
    entities.persist(row);
    String id = TypeId.of(IdKind.PAYER, payerId);
    audit.record(AuditEvent.done("vault", AuditAction.PAYER_IMPORTED, id).with(facts));
    return Optional.of(payerId);
  }

  @Transactional
  public Optional<Payer> find(UUID payerId) {
    return Optional.ofNullable(entities.find(PayerRow.class, payerId)).map(PayerRow::view);
  }

  /**
   * The payer of this identifier.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}
   */
  @Transactional
  public Payer get(UUID payerId) {
    return row(payerId).view();
  }

  /**
   * Notes that a registration goes on, so that it is not forgotten; any other change here notes it
   * too.
   */
  @Transactional
  public void stepped(UUID payerId) {
    pending(payerId);
  }

  /**
   * Notes that the contact was confirmed by a code.
   *
   * @throws Refusal {@link ErrorCode#STEP_OUT_OF_ORDER} after the registration ended
   */
  @Transactional
  public void confirmContact(UUID payerId) {
    PayerRow row = pending(payerId);
    if (row.contactConfirmedAt == null) {
      row.contactConfirmedAt = row.changedAt;
      record(AuditAction.CONTACT_CONFIRMED, payerId);
    }
  }

  /**
   * Gives a pending payer its name, in place of an earlier choice; in the caller's transaction.
   *
   * @throws Refusal {@code ALIAS_…} if the name is unfit or taken, {@link
   *     ErrorCode#STEP_OUT_OF_ORDER} before the contact is confirmed, after the registration ended,
   *     and for one whose name came with an import
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void nameAlias(UUID payerId, String typed) {
    PreparedAlias alias = AliasText.prepare(typed);
    PayerRow row = pending(payerId);
    if (row.contactConfirmedAt == null || row.state == PayerState.IMPORTED) {
      throw new Refusal(ErrorCode.STEP_OUT_OF_ORDER);
    }
    aliases.withdraw(payerId);
    aliases.claim(payerId, alias);
    row.aliasSealed = keys.seal(payerId, ALIAS, alias.typed().getBytes(StandardCharsets.UTF_8));
    record(AuditAction.ALIAS_CLAIMED, payerId);
  }

  /**
   * Ends the registration: from now on this payer can pay. The caller has seen to the proofs.
   *
   * @throws Refusal {@link ErrorCode#STEP_OUT_OF_ORDER} unless contact and name stand
   */
  @Transactional
  public void activate(UUID payerId) {
    PayerRow row = pending(payerId);
    if (row.contactConfirmedAt == null || row.aliasSealed == null) {
      throw new Refusal(ErrorCode.STEP_OUT_OF_ORDER);
    }
    row.state = PayerState.ACTIVE;
    record(AuditAction.PAYER_ACTIVATED, payerId);
  }

  /**
   * Lets nothing be paid until {@link #unfreeze}; false if that stood already.
   *
   * @throws Refusal {@link ErrorCode#STEP_OUT_OF_ORDER} unless the payer is active
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean freeze(UUID payerId) {
    return freeze(payerId, actor(payerId));
  }

  /**
   * As {@link #freeze(UUID)}, for somebody else whom the trail is to name.
   *
   * @throws Refusal {@link ErrorCode#STEP_OUT_OF_ORDER} unless the payer is active
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean freeze(UUID payerId, String by) {
    PayerRow row = active(payerId);
    if (row.frozenAt != null) {
      return false;
    }
    row.frozenAt = now();
    audit.record(AuditEvent.done(by, AuditAction.PAYER_FROZEN, TypeId.of(IdKind.PAYER, payerId)));
    return true;
  }

  /** Takes {@link #freeze} back; false if nothing was frozen. The caller has asked for a proof. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean unfreeze(UUID payerId) {
    PayerRow row = active(payerId);
    if (row.frozenAt == null) {
      return false;
    }
    row.frozenAt = null;
    record(AuditAction.PAYER_UNFROZEN, payerId);
    return true;
  }

  /**
   * Lets nothing be loosened until then: the account was recovered.
   *
   * @throws Refusal {@link ErrorCode#STEP_OUT_OF_ORDER} unless the payer is active
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void tighten(UUID payerId, Instant until) {
    active(payerId).loosensFrom = until.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Seals something of this payer's. {@code purpose} says what, and which row where there are
   * several.
   */
  public byte[] seal(UUID payerId, String purpose, byte[] plaintext) {
    return keys.seal(payerId, purpose, plaintext);
  }

  /**
   * Opens what was sealed for the same payer and purpose.
   *
   * @throws Refusal {@link ErrorCode#ROW_REFUSED}, with an alarm, if it was not
   */
  public byte[] open(UUID payerId, String purpose, byte[] sealed) {
    return keys.open(payerId, purpose, sealed);
  }

  /** The contact, in clear. */
  @Transactional
  public String email(UUID payerId) {
    byte[] sealed = row(payerId).contactSealed;
    if (sealed == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return new String(keys.open(payerId, CONTACT, sealed), StandardCharsets.UTF_8);
  }

  /** The name as its owner typed it, if there is one yet. */
  @Transactional
  public Optional<String> aliasTyped(UUID payerId) {
    return Optional.ofNullable(row(payerId).aliasSealed)
        .map(sealed -> new String(keys.open(payerId, ALIAS, sealed), StandardCharsets.UTF_8));
  }

  /** The index values of the payer's name, by which its tries are counted; none without a name. */
  @Transactional
  public List<String> nameIndexes(UUID payerId) {
    return nameIndex(payerId).map(AliasIndex::values).orElse(List.of());
  }

  /**
   * The index of the payer's name, made of the opened name, as only that leads to its value under
   * every live key. Empty without a name.
   */
  @Transactional
  public Optional<AliasIndex> nameIndex(UUID payerId) {
    return aliasTyped(payerId).map(aliases::indexAgain);
  }

  /**
   * The payer that stands in for names that nobody holds; one real row, the same for all of them.
   */
  public UUID decoy() {
    return Decoy.ID;
  }

  @Transactional(Transactional.TxType.MANDATORY)
  PayerRow insert(UUID payerId, PayerState state, String email, ZoneId zone, Instant now) {
    PayerRow row = made(payerId, state, email, zone, now);
    entities.persist(row);
    entities.flush();
    return row;
  }

  private PayerRow made(UUID payerId, PayerState state, String email, ZoneId zone, Instant now) {
    keys.create(payerId);
    var row = new PayerRow();
    row.payerId = payerId;
    row.state = state;
    row.zone = zone.getId();
    row.contactSealed = keys.seal(payerId, CONTACT, email.getBytes(StandardCharsets.UTF_8));
    row.createdAt = now;
    row.changedAt = now;
    return row;
  }

  /**
   * The row as it stands now, locked until the transaction ends, whatever of it was read before.
   */
  PayerRow locked(UUID payerId) {
    PayerRow row = row(payerId);
    entities.flush();
    entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
    return row;
  }

  private PayerRow pending(UUID payerId) {
    PayerRow row = locked(payerId);
    if (row.state != PayerState.PENDING && row.state != PayerState.IMPORTED) {
      throw new Refusal(ErrorCode.STEP_OUT_OF_ORDER);
    }
    row.changedAt = now();
    return row;
  }

  /** The row of one who can pay, locked. */
  PayerRow active(UUID payerId) {
    PayerRow row = locked(payerId);
    if (row.state != PayerState.ACTIVE) {
      throw new Refusal(ErrorCode.STEP_OUT_OF_ORDER);
    }
    return row;
  }

  PayerRow row(UUID payerId) {
    PayerRow row = entities.find(PayerRow.class, payerId);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row;
  }

  void record(AuditAction action, UUID payerId) {
    audit.record(AuditEvent.done(actor(payerId), action, TypeId.of(IdKind.PAYER, payerId)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
