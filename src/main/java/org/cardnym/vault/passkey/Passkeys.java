package org.cardnym.vault.passkey;

import com.yubico.webauthn.data.ByteArray;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.passkey.ChallengeRow.Act;
import org.cardnym.vault.payer.PayerLeaving;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** A payer's passkeys: adding, naming and removing them. The caller has asked for a proof. */
@ApplicationScoped
public class Passkeys implements PayerLeaving {
  /** Passkeys a payer may have. */
  public static final int MOST = 10;

  private final EntityManager entities;
  private final Challenges challenges;
  private final Ceremonies ceremonies;
  private final Payers payers;
  private final Audit audit;
  private final Clock clock;

  Passkeys(
      EntityManager entities,
      Challenges challenges,
      Ceremonies ceremonies,
      Payers payers,
      Audit audit,
      Clock clock) {
    this.entities = entities;
    this.challenges = challenges;
    this.ceremonies = ceremonies;
    this.payers = payers;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Asks for a new passkey of this payer.
   *
   * @throws Refusal {@link ErrorCode#PASSKEYS_FULL}
   */
  @Transactional
  public PasskeyCreation begin(UUID payerId) {
    List<PasskeyRow> rows = rows(payerId);
    place(rows);
    ByteArray handle =
        new ByteArray(
            rows.stream().findFirst().map(row -> row.userHandle).orElseGet(Challenges::random));
    ByteArray challenge = challenges.make(Act.REGISTER, digest(payerId), handle);
    return PasskeyCreation.of(
        challenge,
        ceremonies.rpId(),
        handle,
        payers.aliasTyped(payerId).orElse(""),
        rows.stream().map(row -> new ByteArray(row.credentialId)).toList());
  }

  /**
   * Adds the passkey that was made, in the caller's transaction, which tells its owner.
   *
   * @param name checked by the caller, or null
   * @throws Refusal {@link ErrorCode#PASSKEY_REFUSED} for whatever is wrong with it, also if it is
   *     registered already, for whomever; {@link ErrorCode#PASSKEYS_FULL}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Passkey add(UUID payerId, NewPasskey made, @Nullable String name) {
    Credential credential = judged(payerId, made);
    var row = new PasskeyRow();
    row.payerId = payerId;
    row.addedAt = now();
    row.passkeyId = Uuids.next(row.addedAt);
    row.place = (short) place(rows(payerId));
    row.credentialHash = hash(credential.id());
    row.credentialId = credential.id().getBytes();
    row.publicKey = credential.key().getBytes();
    row.userHandle = credential.userHandle().getBytes();
    row.signCount = credential.signCount();
    row.backupEligible = credential.backupEligible();
    row.backedUp = credential.backedUp();
    row.aaguid = credential.aaguid();
    row.name = seal(row, name);
    insert(row);
    record(AuditAction.PASSKEY_ADDED, row);
    return view(row);
  }

  /** The payer's passkeys, the oldest first. */
  @Transactional
  public List<Passkey> of(UUID payerId) {
    return rows(payerId).stream().map(this::view).toList();
  }

  /** True if this payer has one that proves something. */
  @Transactional
  public boolean has(UUID payerId) {
    return rows(payerId).stream().anyMatch(row -> row.suspectAt == null);
  }

  /**
   * Calls one by another name, or by none; in the caller's transaction.
   *
   * @param name checked by the caller
   * @throws Refusal {@link ErrorCode#NOT_FOUND}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Passkey rename(UUID payerId, UUID passkeyId, @Nullable String name) {
    PasskeyRow row = locked(payerId, passkeyId);
    row.name = seal(row, name);
    record(AuditAction.PASSKEY_NAMED, row);
    return view(row);
  }

  /**
   * Removes one, in the caller's transaction; from now on it proves nothing.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void remove(UUID payerId, UUID passkeyId) {
    PasskeyRow row = locked(payerId, passkeyId);
    Optional.ofNullable(entities.find(PasskeyCredentialRow.class, row.credentialHash))
        .ifPresent(entities::remove);
    entities.remove(row);
    record(AuditAction.PASSKEY_REMOVED, row);
  }

  @Override
  public void leaving(UUID payerId) {
    for (String table : List.of("passkey_credential", "passkey")) {
      entities
          .createNativeQuery("delete from " + table + " where payer_id = :payer")
          .setParameter("payer", payerId)
          .executeUpdate();
    }
  }

  /** The SHA-256 of a credential's id, in hex. */
  static String hash(ByteArray credentialId) {
    return Sha256.of(credentialId.getBytes()).getHex();
  }

  private Credential judged(UUID payerId, NewPasskey made) {
    Challenges.Answered answered =
        challenges
            .take(Ceremonies.challenge(made.clientData()))
            .orElseThrow(() -> new Refusal(ErrorCode.PASSKEY_REFUSED));
    ByteArray handle =
        answered.userHandle().orElseThrow(() -> new Refusal(ErrorCode.PASSKEY_REFUSED));
    try {
      return ceremonies.register(answered.of(Act.REGISTER, digest(payerId)), handle, made);
    } catch (Flawed flawed) {
      throw new Refusal(ErrorCode.PASSKEY_REFUSED);
    }
  }

  /** WebAuthn L3 §7.1: the credential id is not registered yet, for anybody. */
  private void insert(PasskeyRow row) {
    var taken = new PasskeyCredentialRow();
    taken.credentialHash = row.credentialHash;
    taken.payerId = row.payerId;
    taken.passkeyId = row.passkeyId;
    if (entities.find(PasskeyCredentialRow.class, taken.credentialHash) != null) {
      throw new Refusal(ErrorCode.PASSKEY_REFUSED);
    }
    try {
      entities.persist(taken);
      entities.persist(row);
      entities.flush();
    } catch (PersistenceException meanwhile) {
      // The same credential, or the same place: whoever came first has it.
      throw new Refusal(ErrorCode.PASSKEY_REFUSED);
    }
  }

  /** The lowest that is free. */
  private static int place(List<PasskeyRow> rows) {
    return IntStream.range(0, MOST)
        .filter(place -> rows.stream().noneMatch(row -> row.place == place))
        .findFirst()
        .orElseThrow(() -> new Refusal(ErrorCode.PASSKEYS_FULL));
  }

  private List<PasskeyRow> rows(UUID payerId) {
    return entities
        .createQuery("select p from PasskeyRow p where p.payerId = :payer", PasskeyRow.class)
        .setParameter("payer", payerId)
        .getResultStream()
        .sorted(Comparator.comparing(row -> row.addedAt))
        .toList();
  }

  private PasskeyRow locked(UUID payerId, UUID passkeyId) {
    PasskeyRow row =
        entities.find(
            PasskeyRow.class,
            new PasskeyRow.Key(payerId, passkeyId),
            LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row;
  }

  private Passkey view(PasskeyRow row) {
    String name =
        new String(payers.open(row.payerId, purpose(row), row.name), StandardCharsets.UTF_8);
    return new Passkey(
        row.passkeyId,
        name.isEmpty() ? null : name,
        row.addedAt,
        row.usedAt,
        row.backedUp,
        row.suspectAt != null);
  }

  private byte[] seal(PasskeyRow row, @Nullable String name) {
    byte[] bytes = (name == null ? "" : name).getBytes(StandardCharsets.UTF_8);
    return payers.seal(row.payerId, purpose(row), bytes);
  }

  private static String purpose(PasskeyRow row) {
    return "passkey/" + row.passkeyId;
  }

  private static byte[] digest(UUID payerId) {
    return Sha256.of(payerId.toString().getBytes(StandardCharsets.US_ASCII)).getBytes();
  }

  private void record(AuditAction action, PasskeyRow row) {
    audit.record(
        AuditEvent.done(Payers.actor(row.payerId), action, TypeId.of(IdKind.PAYER, row.payerId))
            .with(Map.of("passkey", TypeId.of(IdKind.PASSKEY, row.passkeyId))));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
