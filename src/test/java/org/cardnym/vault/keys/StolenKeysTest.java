package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Retirement.Step;
import org.cardnym.vault.keys.Rotating.Owner;
import org.cardnym.vault.payer.Departures;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What dumps and keys of different times open together, and what they don't. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class StolenKeysTest {
  @Inject Rotating rotating;
  @Inject Keys keys;
  @Inject KeyProofs proofs;
  @Inject Retirement retirement;
  @Inject Envelopes envelopes;
  @Inject Custody custody;
  @Inject OpenedKeys opened;
  @Inject Payers payers;
  @Inject Departures departures;
  @Inject EntityManager entities;
  @Inject Tables tables;
  @Inject Alarms alarms;
  private int old;

  @BeforeEach
  void everyRowUnderOneVersion() {
    rotating.begin();
    rotating.owners(2);
    old = rotating.primary();
  }

  @Test
  void aDestroyedVersionOpensNoRowOfThePresentDump() {
    OpenKeyset stolen = keys.of(KeyPurpose.KEK);
    assertThat(opened.rows()).anyMatch(row -> opens(stolen, row));

    destroyOld();

    List<? extends HoldsKey> rows = opened.rows();
    assertThat(rows).hasSizeGreaterThan(4);
    for (HoldsKey row : rows) {
      assertThat(row.wrappedKey().kekVersion()).isNotEqualTo(old);
      assertThat(opens(stolen, row)).as(row.rowName()).isFalse();
    }
    KeysetRow present = keyset();
    assertThat(TestKeysets.ids(KeysetSeal.open(custody.root(), present))).doesNotContain(old);
  }

  /** Nothing was destroyed yet: this is what the way to the end of a version is for. */
  @Test
  void aVersionThatIsOnlyClosedOpensWhatWasNotWrappedAnew() {
    OpenKeyset stolen = keys.of(KeyPurpose.KEK);

    rotating.rotate();

    assertThat(opened.rows()).filteredOn(row -> opens(stolen, row)).hasSizeGreaterThan(3);
    rotating.finish();
    assertThat(opened.rows()).noneMatch(row -> opens(stolen, row));
  }

  @Test
  void aWrappedKeyOpensForNoOtherRow() {
    List<? extends HoldsKey> rows = opened.rows();

    for (int i = 0; i < rows.size(); i++) {
      WrappedKey moved = rows.get(i).wrappedKey();
      for (int j = 0; j < rows.size(); j++) {
        AssociatedData there = rows.get(j).keyOwner();
        if (i != j) {
          refuses(ErrorCode.ROW_REFUSED, () -> envelopes.unwrap(moved, there));
        }
      }
    }
  }

  /** With the thief's own account, and all of a victim's ciphertexts moved into it. */
  @Test
  void whatIsMovedIntoAnotherPayersRowsDoesNotOpenThere() {
    UUID victim = TestPayers.active(payers);
    UUID thief = TestPayers.active(payers);
    byte[] contact = bytes("contact_sealed", "payer", victim);
    for (String move :
        List.of(
            "update payer t set contact_sealed = v.contact_sealed from payer v",
            "update payer t set contact_sealed = v.contact_sealed, mac = v.mac, revision ="
                + " v.revision from payer v",
            "update payer_key t set wrapped_key = v.wrapped_key from payer_key v",
            "update payer_key t set wrapped_key = v.wrapped_key, mac = v.mac, revision ="
                + " v.revision from payer_key v")) {
      List<?> before = List.of(bytes("mac", "payer", thief), bytes("mac", "payer_key", thief));
      byte[] ownContact = bytes("contact_sealed", "payer", thief);
      byte[] ownKey = bytes("wrapped_key", "payer_key", thief);
      Object revision = tables.read("select revision from payer where payer_id = ?1", thief);
      Object keyRevision = tables.read("select revision from payer_key where payer_id = ?1", thief);
      assertThat(tables.write(move + " where t.payer_id = ?1 and v.payer_id = ?2", thief, victim))
          .isEqualTo(1);

      refuses(ErrorCode.ROW_REFUSED, () -> payers.email(thief));

      tables.write(
          "update payer set contact_sealed = ?2, mac = ?3, revision = ?4 where payer_id = ?1",
          thief,
          ownContact,
          before.getFirst(),
          revision);
      tables.write(
          "update payer_key set wrapped_key = ?2, mac = ?3, revision = ?4 where payer_id = ?1",
          thief,
          ownKey,
          before.getLast(),
          keyRevision);
    }
    alarms.await(TypeId.of(IdKind.PAYER, thief));
    // Also where no MAC were in the way: the seal itself names payer and purpose.
    refuses(ErrorCode.ROW_REFUSED, () -> payers.open(thief, "contact", contact));
    refuses(ErrorCode.ROW_REFUSED, () -> payers.open(victim, "alias", contact));
    assertThat(payers.open(victim, "contact", contact)).isNotEmpty();
  }

  /**
   * A backup brings its own keysets, sealed by the root key of its time: so the end of a version in
   * the live vault takes nothing out of it, and neither does an erasure. It opens until that root
   * key is gone.
   */
  @Test
  void aBackupFromBeforeOpensUnderTheRootKeyThatSealedItWhateverWasErasedSince() throws Exception {
    UUID person = TestPayers.active(payers);
    String email = payers.email(person);
    KeysetRow keysetInBackup = keyset();
    byte[] contactInBackup = bytes("contact_sealed", "payer", person);
    HoldsKey keyInBackup = rowOf(person);

    QuarkusTransaction.requiringNew().run(() -> departures.begin(person));
    departures.clear(person);
    QuarkusTransaction.requiringNew().run(() -> departures.finish(person));
    destroyOld();

    assertThat(tables.read("select count(*) from payer_key where payer_id = ?1", person))
        .isEqualTo(0L);
    refuses(ErrorCode.NOT_FOUND, () -> payers.email(person));
    RootKey present = custody.root();
    byte[] dataKey =
        new OpenKeyset(
                KeyPurpose.KEK, KeysetSeal.open(present, keysetInBackup), keysetInBackup.epoch)
            .aead(old)
            .decrypt(keyInBackup.wrappedKey().bytes(), OpenedKeys.bound(keyInBackup));
    byte[] contact =
        DataKey.of(dataKey)
            .open(
                contactInBackup, AssociatedData.of("payer-sealed/1").with(person).with("contact"));
    assertThat(new String(contact, StandardCharsets.UTF_8)).isEqualTo(email);

    // Under another root key, as after a change of it, the same backup is closed.
    RootKey changed =
        RootKeys.open(TestRootKey.json("another"), Optional.of("another")).orElseThrow();
    RootKey renamed = RootKeys.named(keysetInBackup.rootKeyId, changed.aead());
    assertThatThrownBy(() -> KeysetSeal.open(renamed, keysetInBackup))
        .hasMessageContaining("does not open");
  }

  /**
   * Only together: the rows of a backup with the live vault's keysets, once the version is gone.
   */
  @Test
  void rowsOfABackupDoNotOpenInTheLiveVaultOnceTheirVersionIsDestroyed() {
    Owner owner = rotating.owners(1).getFirst();
    HoldsKey inBackup = rowOf(owner.payer());
    envelopes.unwrap(inBackup.wrappedKey(), inBackup.keyOwner());

    destroyOld();

    refuses(
        ErrorCode.ROW_REFUSED, () -> envelopes.unwrap(inBackup.wrappedKey(), inBackup.keyOwner()));
  }

  private void destroyOld() {
    rotating.rotate();
    rotating.finish();
    assertThat(proofs.verify(KeyPurpose.KEK, old, "test").proven()).isTrue();
    for (Step step : Step.values()) {
      retirement.end(step, KeyPurpose.KEK, old, "test", "stolen");
    }
  }

  /** A thief tries each version's binding. */
  private boolean opens(OpenKeyset stolen, HoldsKey row) {
    for (int version : new int[] {old, row.wrappedKey().kekVersion()}) {
      try {
        stolen
            .aead(old)
            .decrypt(row.wrappedKey().bytes(), OpenedKeys.bound(row.keyOwner(), version));
        return true;
      } catch (GeneralSecurityException closed) {
        continue;
      }
    }
    return false;
  }

  private HoldsKey rowOf(UUID payer) {
    return opened.rows().stream()
        .filter(row -> row.rowName().equals(TypeId.of(IdKind.PAYER, payer)))
        .findFirst()
        .orElseThrow();
  }

  /** As it stands, and not as it will. */
  private KeysetRow keyset() {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          KeysetRow row = entities.find(KeysetRow.class, KeyPurpose.KEK);
          entities.detach(row);
          return row;
        });
  }

  private byte[] bytes(String column, String table, UUID payer) {
    return (byte[])
        tables.read("select " + column + " from " + table + " where payer_id = ?1", payer);
  }
}
