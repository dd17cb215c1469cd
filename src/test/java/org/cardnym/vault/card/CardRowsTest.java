package org.cardnym.vault.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.refusal.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who can write the database, but has no key, gets nothing out of cards. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class CardRowsTest {
  private static final byte[] SEALED = {1, 2, 3};

  @Inject Cards cards;
  @Inject CardSafe safe;
  @Inject TestCards test;
  @Inject Payers payers;
  @Inject Alarms alarms;
  @Inject EntityManager entities;

  private final UUID bank = UUID.randomUUID();
  private UUID payer;
  private UUID card;

  @BeforeEach
  void aCard() {
    payer = TestPayers.begun(payers);
    card = test.verified(payer, bank, TestCards.VISA, false);
  }

  @Test
  void aRecordMovedToAnotherPayersRowIsRefused() {
    UUID thief = TestPayers.begun(payers);
    UUID theirs = test.verified(thief, bank, TestCards.AMEX, false);

    copyRecord(theirs);

    assertRefused(thief, theirs);
  }

  @Test
  void aRecordMovedToAnotherCardOfThePayerIsRefused() {
    UUID second = test.verified(payer, bank, TestCards.AMEX, true);

    copyRecord(second);

    assertRefused(payer, second);
  }

  @Test
  void aWholeRowMovedToAnotherPayerIsRefused() {
    UUID thief = TestPayers.begun(payers);

    write("update card set payer_id = :other where card_id = :card", thief);

    assertRefused(thief, card);
  }

  @Test
  void aCardMovedToAnotherBankIsRefused() {
    UUID evil = UUID.randomUUID();

    write("update card set bank_id = :other where card_id = :card", evil);

    refuses(ErrorCode.ROW_REFUSED, () -> cards.lend(payer, card, evil, (plain, access) -> SEALED));
    alarms.await(TypeId.of(IdKind.CARD, card));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state = 'ACTIVE'",
        "record = set_byte(record, 40, 255 - get_byte(record, 40))",
        "record = substring(record from 1 for 100)",
        "wrapped_key = set_byte(wrapped_key, 20, 255 - get_byte(wrapped_key, 20))",
        "display = set_byte(display, 20, 255 - get_byte(display, 20))",
        "fingerprint = set_byte(fingerprint, 0, 255 - get_byte(fingerprint, 0))",
        "verified_at = verified_at + interval '1 second'",
        "revision = revision + 1",
        "mac = set_byte(mac, 0, 255 - get_byte(mac, 0))",
        "mac = ''",
        "mac_version = mac_version + 1"
      })
  void aChangedRowIsRefused(String change) {
    write("update card set " + change + " where card_id = :card", null);

    assertRefused(payer, card);
    refuses(ErrorCode.ROW_REFUSED, () -> cards.usable(payer));
  }

  @Test
  void aWaitingCardThatTheDatabaseMadeActiveIsRefused() {
    card = test.waiting(payer, bank, TestCards.AMEX);

    write("update card set state = 'ACTIVE' where card_id = :card", null);

    assertRefused(payer, card);
  }

  /**
   * Even one who had the key of row integrity could not move a record: its own seal binds it too.
   */
  @Test
  void aRecordOpensForItsOwnPayerCardAndBankOnly() {
    CardRow row = load();
    assertThat(open(row)).isTrue();

    row.bankId = UUID.randomUUID();
    assertThat(open(row)).isFalse();
    row.bankId = bank;
    row.payerId = UUID.randomUUID();
    assertThat(open(row)).isFalse();
    row.payerId = payer;
    row.record[60] ^= 1;
    assertThat(open(row)).isFalse();
    row.record[60] ^= 1;
    assertThat(open(row)).isTrue();
    row.cardId = UUID.randomUUID();
    assertThat(open(row)).isFalse();
    alarms.await(TypeId.of(IdKind.CARD, row.cardId));
  }

  /** Format byte, nonce, record, tag: the same for every card, whatever its number and name. */
  @Test
  void everyStoredRecordHasOneFormatAndOneLength() {
    byte[] record = load().record;

    assertThat(record).hasSize(1 + 12 + CardRecord.SIZE + 16);
    assertThat(record[0]).isEqualTo((byte) 1);
  }

  @Test
  void aRowThatIsRefusedCanStillBeRemoved() {
    write("update card set state = 'ACTIVE' where card_id = :card", null);

    assertThat(QuarkusTransaction.requiringNew().call(() -> cards.remove(payer, card))).isTrue();
  }

  private void assertRefused(UUID payerId, UUID cardId) {
    refuses(
        ErrorCode.ROW_REFUSED, () -> cards.lend(payerId, cardId, bank, (plain, access) -> SEALED));
    alarms.await(TypeId.of(IdKind.CARD, cardId));
  }

  private boolean open(CardRow row) {
    try (CardPlain plain = safe.open(row)) {
      return plain.pan().is(TestCards.VISA);
    } catch (org.cardnym.vault.refusal.Refusal refused) {
      return false;
    }
  }

  private CardRow load() {
    return QuarkusTransaction.requiringNew()
        .call(() -> entities.find(CardRow.class, new CardRow.Key(payer, card)));
  }

  /** Copies all that a thief could copy, the MAC included. */
  private void copyRecord(UUID to) {
    write(
        "update card set record = s.record, wrapped_key = s.wrapped_key, kek_version = s.kek_version, display = s.display,"
            + " fingerprint = s.fingerprint, revision = s.revision, mac_version = s.mac_version, mac = s.mac"
            + " from card s where s.card_id = :card and card.card_id = :other",
        to);
  }

  private void write(String statement, @Nullable UUID other) {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          var query = entities.createNativeQuery(statement).setParameter("card", card);
          if (other != null) {
            query.setParameter("other", other);
          }
          assertThat(query.executeUpdate()).isEqualTo(1);
        });
  }
}
