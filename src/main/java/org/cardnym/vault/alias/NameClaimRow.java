package org.cardnym.vault.alias;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.keys.AssociatedData;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.cardnym.vault.keys.Tombstones;
import org.jspecify.annotations.Nullable;

/** One claim: a payer's, or, without a payer, a tombstone. */
@Entity
@Table(name = "name_claim")
@IdClass(NameClaimRow.Key.class)
class NameClaimRow extends GuardedRow {
  /** Kind, version of the index key, and index value. */
  record Key(ClaimKind kind, int indexVersion, String indexValue) implements Serializable {}

  /**
   * The claim that is read where nobody holds a name: of no key's version, and 43 letters that 32
   * bytes never make, as the last one's low bits are not zero.
   */
  static final Key NOBODYS = new Key(ClaimKind.PREPARED, Integer.MAX_VALUE, "-".repeat(43));

  @Id
  @Enumerated(EnumType.STRING)
  ClaimKind kind = ClaimKind.PREPARED;

  @Id int indexVersion;

  @Id String indexValue = "";

  @Nullable UUID payerId;

  /** The prepared form, sealed; in tombstones of the kind {@code PREPARED}. */
  byte @Nullable [] tombstone;

  /** The version of the key that sealed it. */
  @Nullable Integer tombstoneVersion;

  /** The versions of Unicode by which the name was prepared. */
  @Column(nullable = false)
  String unicode = "";

  @Column(nullable = false)
  Instant claimedAt = Instant.EPOCH;

  @Nullable Instant releasedAt;

  /** What the tombstone is bound to. */
  AssociatedData binding() {
    return AssociatedData.of("tombstone/1").with(indexVersion).with(indexValue);
  }

  /** A claim as it is made now. */
  static NameClaimRow of(Key key, @Nullable UUID payerId, Instant claimedAt) {
    var claim = new NameClaimRow();
    claim.kind = key.kind();
    claim.indexVersion = key.indexVersion();
    claim.indexValue = key.indexValue();
    claim.payerId = payerId;
    claim.unicode = AliasText.VERSIONS;
    claim.claimedAt = claimedAt;
    return claim;
  }

  /** The identifier from the values of the key's columns. */
  static Key key(List<?> id) {
    return new Key(ClaimKind.valueOf((String) id.get(0)), (Integer) id.get(1), (String) id.get(2));
  }

  /** Puts a tombstone in. */
  void bury(Tombstones tombstones, PreparedAlias name) {
    byte[] plain = name.prepared().getBytes(StandardCharsets.UTF_8);
    try {
      bury(tombstones, plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** The same for a name that was in one. */
  void bury(Tombstones tombstones, byte[] name) {
    byte[] sealed = tombstones.seal(name, binding());
    tombstone = sealed;
    tombstoneVersion = tombstones.version(sealed);
  }

  Key key() {
    return new Key(kind, indexVersion, indexValue);
  }

  @Override
  protected String table() {
    return "name_claim";
  }

  @Override
  protected String rowId() {
    return kind + "/" + indexVersion + "/" + indexValue;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(kind).add((long) indexVersion).add(indexValue).add(payerId).add(tombstone);
    deciding.add(unicode).add(claimedAt).add(releasedAt);
  }
}
