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
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.KeyVersions;
import org.cardnym.vault.keys.Tombstones;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Who holds which name. A name is two claims, its prepared form and its skeleton, under one version
 * of the index key: the newest when it was claimed, or when it was made anew. Under whichever live
 * one a name is taken, it is.
 */
@ApplicationScoped
public class Aliases {
  /**
   * Both are looked up for every name, and the claim comes first; sorted by what no index can give,
   * so that none is walked for it.
   */
  private static final String CLAIM_OR_NOBODYS =
      "select c from NameClaimRow c where c.kind = :kind and c.indexVersion in (:versions) and"
          + " c.indexValue in (:values) order by case when c.indexVersion = :nobodys then 1 else 0"
          + " end, c.indexVersion";

  private final EntityManager entities;
  private final IndexKeys indexes;
  private final KeyVersions versions;
  private final Tombstones tombstones;
  private final Clock clock;

  Aliases(
      EntityManager entities,
      IndexKeys indexes,
      KeyVersions versions,
      Tombstones tombstones,
      Clock clock) {
    this.entities = entities;
    this.indexes = indexes;
    this.versions = versions;
    this.tombstones = tombstones;
    this.clock = clock;
  }

  /** The index values of a name under every live key; asks nobody whether the name is held. */
  public AliasIndex index(PreparedAlias alias) {
    int newest = indexes.version(KeyPurpose.ALIAS_INDEX);
    var values = new TreeMap<Integer, String>();
    live().forEach(version -> values.put(version, value(ClaimKind.PREPARED, version, alias)));
    return AliasIndex.of(newest, values);
  }

  /** The same of a name that a payer holds, as typed. */
  public AliasIndex indexAgain(String typed) {
    return index(AliasText.again(typed));
  }

  /** True if this is the index of that name, under whichever key that still lives it was made. */
  public boolean isOf(AliasIndex index, PreparedAlias alias) {
    boolean same = false;
    SortedMap<Integer, String> given = index.byVersion();
    for (int version : live()) {
      String value = given.getOrDefault(version, "");
      same |=
          MessageDigest.isEqual(
              value.getBytes(StandardCharsets.US_ASCII),
              value(ClaimKind.PREPARED, version, alias).getBytes(StandardCharsets.US_ASCII));
    }
    return same;
  }

  /**
   * Whose name this is, under whichever key it is claimed; one statement and one row that is
   * checked, whether or not anybody holds it: the claim, or else {@link #standIn}'s.
   */
  @Transactional
  public Optional<UUID> payerOf(AliasIndex index) {
    var asked = new TreeMap<>(index.byVersion());
    asked.put(NameClaimRow.NOBODYS.indexVersion(), NameClaimRow.NOBODYS.indexValue());
    return entities
        .createQuery(CLAIM_OR_NOBODYS, NameClaimRow.class)
        .setParameter("kind", ClaimKind.PREPARED)
        .setParameter("versions", asked.keySet())
        .setParameter("values", asked.values())
        .setParameter("nobodys", NameClaimRow.NOBODYS.indexVersion())
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
      entities.persist(NameClaimRow.of(NameClaimRow.NOBODYS, decoy, now()));
    }
  }

  /**
   * Claims a name in the caller's transaction, which must end with the refusal if there is one.
   *
   * @throws Refusal {@link ErrorCode#ALIAS_TAKEN} if this name or one that looks like it is held,
   *     or ever was
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void claim(UUID payerId, PreparedAlias alias) {
    List<NameClaimRow> claims = free(payerId, alias);
    if (claims.isEmpty()) {
      throw new Refusal(ErrorCode.ALIAS_TAKEN);
    }
    claims.forEach(this::insert);
  }

  /**
   * Claims a name if it is free, in the caller's transaction, and says whether it was. Whoever
   * claims the same name meanwhile lets that transaction fail when it writes.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean claimFree(UUID payerId, PreparedAlias alias) {
    List<NameClaimRow> claims = free(payerId, alias);
    claims.forEach(entities::persist);
    return !claims.isEmpty();
  }

  /**
   * The claims to be made, always in the same order, so that two who want names alike wait for each
   * other and never in a circle; none if the name is taken. A name goes from an older key to a
   * newer one, and is looked for in that order, so that none is missed on its way.
   */
  private List<NameClaimRow> free(UUID payerId, PreparedAlias alias) {
    int made = claimVersion();
    for (int version : live()) {
      for (ClaimKind kind : ClaimKind.values()) {
        if (entities.find(NameClaimRow.class, key(kind, version, alias)) != null) {
          return List.of();
        }
      }
    }
    return Arrays.stream(ClaimKind.values())
        .map(kind -> NameClaimRow.of(key(kind, made, alias), payerId, now()))
        .toList();
  }

  /**
   * The version under which everybody claims until the caller's transaction ends, so that who wants
   * the same name meets; a replica that has not read it yet claims nothing.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  int claimVersion() {
    int version = versions.kept(KeyPurpose.ALIAS_INDEX);
    if (!live().contains(version)) {
      throw new Refusal(ErrorCode.KEYS_STALE);
    }
    return version;
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
        claim.bury(tombstones, alias);
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

  /**
   * Locks a payer's claims, mostly two. Whoever makes claims anew may have moved them while this
   * waited, so it looks again: what it locked then stays.
   */
  private List<NameClaimRow> claimsOf(UUID payerId) {
    locked(payerId);
    return locked(payerId);
  }

  private List<NameClaimRow> locked(UUID payerId) {
    return entities
        .createQuery(
            "select c from NameClaimRow c where c.payerId = :payer order by c.indexVersion, c.kind",
            NameClaimRow.class)
        .setParameter("payer", payerId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  /** A claim of a prepared form with that of the skeleton beside it, under the same key. */
  @Transactional(Transactional.TxType.MANDATORY)
  List<NameClaimRow> claimsLike(NameClaimRow claim, PreparedAlias alias) {
    var claims = new ArrayList<NameClaimRow>();
    claims.add(claim);
    if (claim.payerId == null) {
      var key = key(ClaimKind.SKELETON, claim.indexVersion, alias);
      NameClaimRow skeleton = entities.find(NameClaimRow.class, key);
      if (skeleton != null && skeleton.payerId == null) {
        claims.add(skeleton);
      }
      return claims;
    }
    claims.addAll(
        entities
            .createQuery(
                "select c from NameClaimRow c where c.payerId = :payer and c.indexVersion ="
                    + " :version and c.kind = :kind",
                NameClaimRow.class)
            .setParameter("payer", claim.payerId)
            .setParameter("version", claim.indexVersion)
            .setParameter("kind", ClaimKind.SKELETON)
            .getResultList());
    return claims;
  }

  /** Where a name's claim of one kind stands under one key. */
  NameClaimRow.Key key(ClaimKind kind, int version, PreparedAlias alias) {
    return new NameClaimRow.Key(kind, version, value(kind, version, alias));
  }

  /** Oldest first. */
  private SortedSet<Integer> live() {
    return new TreeSet<>(indexes.versions(KeyPurpose.ALIAS_INDEX));
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
