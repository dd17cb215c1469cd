package org.cardnym.vault.alias;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityExistsException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.Tombstones;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Who holds which name. A name is two claims, its prepared form and its skeleton, under every live
 * version of the index key.
 */
@ApplicationScoped
public class Aliases {
  /**
   * Both are looked up for every name, and the claim comes first; sorted by what no index can give,
   * so that none is walked for it.
   */
  private static final String CLAIM_OR_NOBODYS =
      "select c from NameClaimRow c where c.kind = :kind and ((c.indexVersion = :version and"
          + " c.indexValue = :value) or (c.indexVersion = :nobodysVersion and c.indexValue ="
          + " :nobodysValue)) order by case when c.indexVersion = :nobodysVersion then 1 else 0"
          + " end";

  private final EntityManager entities;
  private final IndexKeys indexes;
  private final Tombstones tombstones;
  private final Clock clock;

  Aliases(EntityManager entities, IndexKeys indexes, Tombstones tombstones, Clock clock) {
    this.entities = entities;
    this.indexes = indexes;
    this.tombstones = tombstones;
    this.clock = clock;
  }

  /** The index value of a name under the newest key; asks nobody whether the name is held. */
  public AliasIndex index(PreparedAlias alias) {
    int version = indexes.version(KeyPurpose.ALIAS_INDEX);
    return new AliasIndex(version, value(ClaimKind.PREPARED, version, alias));
  }

  /** True if this is the index value of that name, under whichever live key it was made. */
  public boolean isOf(AliasIndex index, PreparedAlias alias) {
    return MessageDigest.isEqual(
        index.value().getBytes(StandardCharsets.US_ASCII),
        value(ClaimKind.PREPARED, index.version(), alias).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Whose name this is; one statement and one row that is checked, whether or not anybody holds it:
   * the claim, or else {@link #standIn}'s.
   */
  @Transactional
  public Optional<UUID> payerOf(AliasIndex index) {
    return entities
        .createQuery(CLAIM_OR_NOBODYS, NameClaimRow.class)
        .setParameter("kind", ClaimKind.PREPARED)
        .setParameter("version", index.version())
        .setParameter("value", index.value())
        .setParameter("nobodysVersion", NameClaimRow.NOBODYS.indexVersion())
        .setParameter("nobodysValue", NameClaimRow.NOBODYS.indexValue())
        .setMaxResults(1)
        .getResultList()
        .stream()
        .filter(claim -> !claim.key().equals(NameClaimRow.NOBODYS))
        .findFirst()
        .map(claim -> claim.payerId);
  }

  /**
   * Makes the claim that is read where nobody holds a name, unless it stands; in the caller's
   * transaction, one at a time.
   *
   * @param decoy the payer who stands in for nobody
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void standIn(UUID decoy) {
    if (entities.find(NameClaimRow.class, NameClaimRow.NOBODYS) == null) {
      entities.persist(row(decoy, NameClaimRow.NOBODYS));
    }
  }

  /** The index value of the name that a payer holds, under the newest key. */
  @Transactional
  public Optional<AliasIndex> indexOf(UUID payerId) {
    return entities
        .createQuery(
            "select c from NameClaimRow c where c.payerId = :payer and c.kind = :kind and"
                + " c.indexVersion = :version",
            NameClaimRow.class)
        .setParameter("payer", payerId)
        .setParameter("kind", ClaimKind.PREPARED)
        .setParameter("version", indexes.version(KeyPurpose.ALIAS_INDEX))
        .getResultStream()
        .findFirst()
        .map(claim -> new AliasIndex(claim.indexVersion, claim.indexValue));
  }

  /**
   * Claims a name in the caller's transaction, which must end with the refusal if there is one.
   *
   * @throws Refusal {@link ErrorCode#ALIAS_TAKEN} if this name or one that looks like it is held,
   *     or ever was
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void claim(UUID payerId, PreparedAlias alias) {
    // Always in the same order, so that two who want names alike wait for each other and never in a
    // circle.
    for (int version : new TreeSet<>(indexes.versions(KeyPurpose.ALIAS_INDEX))) {
      for (ClaimKind kind : ClaimKind.values()) {
        insert(row(payerId, new NameClaimRow.Key(kind, version, value(kind, version, alias))));
      }
    }
  }

  /**
   * Claims a name if it is free, in the caller's transaction, and says whether it was. Whoever
   * claims the same name meanwhile lets that transaction fail when it writes.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean claimFree(UUID payerId, PreparedAlias alias) {
    var claims = new ArrayList<NameClaimRow>();
    for (int version : new TreeSet<>(indexes.versions(KeyPurpose.ALIAS_INDEX))) {
      for (ClaimKind kind : ClaimKind.values()) {
        claims.add(row(payerId, new NameClaimRow.Key(kind, version, value(kind, version, alias))));
      }
    }
    if (claims.stream().anyMatch(c -> entities.find(NameClaimRow.class, c.key()) != null)) {
      return false;
    }
    claims.forEach(entities::persist);
    return true;
  }

  /** Gives up the payer's name for good, in the caller's transaction: nobody gets it again. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void release(UUID payerId, PreparedAlias alias) {
    // Days only: exact times would lead through the audit trail back to the person.
    Instant today = now().truncatedTo(ChronoUnit.DAYS);
    for (NameClaimRow claim : claimsOf(payerId)) {
      claim.payerId = null;
      claim.claimedAt = claim.claimedAt.truncatedTo(ChronoUnit.DAYS);
      claim.releasedAt = today;
      if (claim.kind == ClaimKind.PREPARED) {
        byte[] name = alias.prepared().getBytes(StandardCharsets.UTF_8);
        byte[] sealed = tombstones.seal(name, claim.binding());
        claim.bury(sealed, tombstones.version(sealed));
      }
    }
    entities.flush();
  }

  /**
   * Takes back the claims of one who never became a payer, in the caller's transaction: the name is
   * free again.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void withdraw(UUID payerId) {
    claimsOf(payerId).forEach(entities::remove);
    entities.flush();
  }

  private void insert(NameClaimRow claim) {
    if (entities.find(NameClaimRow.class, claim.key()) != null) {
      throw new Refusal(ErrorCode.ALIAS_TAKEN);
    }
    try {
      entities.persist(claim);
      entities.flush();
    } catch (PersistenceException refused) {
      if (isTaken(refused)) {
        throw new Refusal(ErrorCode.ALIAS_TAKEN);
      }
      throw refused;
    }
  }

  /** True if another transaction made the same claim meanwhile. */
  private static boolean isTaken(PersistenceException refused) {
    return refused instanceof EntityExistsException
        || (refused instanceof ConstraintViolationException constraint
            && constraint.getKind() == ConstraintViolationException.ConstraintKind.UNIQUE);
  }

  private NameClaimRow row(UUID payerId, NameClaimRow.Key key) {
    var claim = new NameClaimRow();
    claim.kind = key.kind();
    claim.indexVersion = key.indexVersion();
    claim.indexValue = key.indexValue();
    claim.payerId = payerId;
    claim.unicode = AliasText.VERSIONS;
    claim.claimedAt = now();
    return claim;
  }

  /** At most two for each live version of the index key. */
  private List<NameClaimRow> claimsOf(UUID payerId) {
    return entities
        .createQuery(
            "select c from NameClaimRow c where c.payerId = :payer order by c.indexVersion, c.kind",
            NameClaimRow.class)
        .setParameter("payer", payerId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  private String value(ClaimKind kind, int version, PreparedAlias alias) {
    byte[] text = kind.text(alias).getBytes(StandardCharsets.UTF_8);
    byte[] value = indexes.value(KeyPurpose.ALIAS_INDEX, version, kind.label, text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
