package org.cardnym.vault.biometric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.payer.DecoyProof;
import org.cardnym.vault.payer.PayerLeaving;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Which accounts at identity services are linked with which payer. One may be linked with several.
 */
@ApplicationScoped
public class ProviderLinks implements DecoyProof, PayerLeaving {
  /** Links that one payer may have. */
  static final int MOST = 10;

  private static final String INDEX = "provider-identity/1";
  private static final String NOBODY = "nobody";

  private final EntityManager entities;
  private final Payers payers;
  private final Providers providers;
  private final IndexKeys keys;
  private final Audit audit;
  private final Clock clock;

  ProviderLinks(
      EntityManager entities,
      Payers payers,
      Providers providers,
      IndexKeys keys,
      Audit audit,
      Clock clock) {
    this.entities = entities;
    this.payers = payers;
    this.providers = providers;
    this.keys = keys;
    this.audit = audit;
    this.clock = clock;
  }

  /** A payer's link with this very account, or empty. The same statement for every payer. */
  @Transactional
  public Optional<UUID> find(UUID payerId, Proof proof) {
    UUID found = null;
    for (LinkRow row : rows(payerId)) {
      if (isOf(row, proof)) {
        found = row.linkId;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Locks a link until the caller's transaction ends; false if it was removed meanwhile. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean hold(UUID payerId, UUID linkId) {
    LinkRow row = entities.find(LinkRow.class, new LinkRow.Key(payerId, linkId));
    try {
      if (row != null) {
        entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
      }
      return row != null;
    } catch (EntityNotFoundException gone) {
      return false;
    }
  }

  /** A payer's links, the oldest first. */
  @Transactional
  public List<LinkedProvider> of(UUID payerId) {
    return rows(payerId).stream().map(this::view).toList();
  }

  /**
   * Links the account that was proven; the caller has asked for the payer's other proofs, and holds
   * the payer's row. False if it was linked before.
   *
   * @throws Refusal {@link ErrorCode#CONFLICT} where there are too many
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean add(UUID payerId, Proof proof) {
    List<LinkRow> before = rows(payerId);
    if (before.stream().anyMatch(row -> isOf(row, proof))) {
      return false;
    }
    if (before.size() >= MOST) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    entities.persist(made(payerId, proof.provider(), proof.issuer(), proof.subject()));
    record(AuditAction.PROVIDER_LINKED, payerId, proof.provider());
    return true;
  }

  /** Removes a link; empty if there is none. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<LinkedProvider> remove(UUID payerId, UUID linkId) {
    LinkRow row =
        entities.find(
            LinkRow.class, new LinkRow.Key(payerId, linkId), LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      return Optional.empty();
    }
    entities.remove(row);
    record(AuditAction.PROVIDER_UNLINKED, payerId, row.provider);
    return Optional.of(view(row));
  }

  @Override
  public void prepare(UUID decoy) {
    if (rows(decoy).isEmpty()) {
      entities.persist(made(decoy, NOBODY, "https://nobody.invalid", Uuids.nonce()));
    }
  }

  @Override
  public void leaving(UUID payerId) {
    entities
        .createNativeQuery("delete from provider_link where payer_id = :payer")
        .setParameter("payer", payerId)
        .executeUpdate();
  }

  private LinkRow made(UUID payerId, String provider, String issuer, String subject) {
    var row = new LinkRow();
    row.linkedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    row.payerId = payerId;
    row.linkId = Uuids.next(Instant.now(clock));
    row.provider = provider;
    row.indexVersion = keys.version(KeyPurpose.CONTACT_INDEX);
    row.identityIndex = index(row.indexVersion, issuer, subject);
    row.identitySealed = payers.seal(payerId, "provider/" + row.linkId, identity(issuer, subject));
    return row;
  }

  /** Makes the index value of a link anew with the newest key, from what the row seals. */
  void index(LinkRow row) {
    byte[] identity = payers.open(row.payerId, "provider/" + row.linkId, row.identitySealed);
    row.indexVersion = keys.version(KeyPurpose.CONTACT_INDEX);
    row.identityIndex = keys.value(KeyPurpose.CONTACT_INDEX, row.indexVersion, INDEX, identity);
  }

  private boolean isOf(LinkRow row, Proof proof) {
    byte[] index = index(row.indexVersion, proof.issuer(), proof.subject());
    return MessageDigest.isEqual(index, row.identityIndex) && row.provider.equals(proof.provider());
  }

  private byte[] index(int version, String issuer, String subject) {
    return keys.value(KeyPurpose.CONTACT_INDEX, version, INDEX, identity(issuer, subject));
  }

  /** Both, with the first one's length before it. */
  private static byte[] identity(String issuer, String subject) {
    byte[] first = issuer.getBytes(StandardCharsets.UTF_8);
    byte[] second = subject.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + first.length + second.length)
        .putInt(first.length)
        .put(first)
        .put(second)
        .array();
  }

  private List<LinkRow> rows(UUID payerId) {
    return entities
        .createQuery(
            "select l from LinkRow l where l.payerId = :payer order by l.linkId", LinkRow.class)
        .setParameter("payer", payerId)
        .getResultList();
  }

  private LinkedProvider view(LinkRow row) {
    String display = providers.find(row.provider).map(Provider::displayName).orElse(row.provider);
    return new LinkedProvider(row.linkId, row.provider, display, row.linkedAt);
  }

  private void record(AuditAction action, UUID payerId, String provider) {
    audit.record(
        AuditEvent.done(Payers.actor(payerId), action, TypeId.of(IdKind.PAYER, payerId))
            .with(Map.of("provider", provider)));
  }
}
