package org.cardnym.vault.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.retention.TestPurges;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PCI DSS 3.2.1: after its time a card is gone with its data key, and the count is nought. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
class CardExpiryTest {
  private static final String KIND = "expired_cards";
  private static final YearMonth MONTH = YearMonth.now(ZoneOffset.UTC).plusMonths(1);

  @Inject TestPurges purges;
  @Inject TestCards test;
  @Inject Cards cards;
  @Inject Payers payers;
  @Inject Tables tables;
  @Inject Alarms alarms;

  private final UUID bank = UUID.randomUUID();
  private UUID payer;

  @BeforeEach
  void aPayer() {
    payer = TestPayers.active(payers);
  }

  @AfterEach
  void leaveNothing() {
    tables.write("delete from notice where payer_id = ?1", payer);
    tables.write("delete from card_limit where payer_id = ?1", payer);
    tables.write("delete from card where payer_id = ?1", payer);
  }

  @Test
  void untilThirtyDaysAfterItsMonthACardStays() {
    UUID card = test.expiring(payer, bank, MONTH);

    clock(Duration.ofDays(30).minusMinutes(1));

    assertThat(purges.run(KIND)).isZero();
    assertThat(there(card)).isTrue();
  }

  @Test
  void afterThatItIsGoneWithItsDataKeyAndNothingIsLeft() {
    UUID expired = test.expiring(payer, bank, MONTH);
    UUID next = test.expiring(payer, bank, MONTH.plusMonths(1));

    clock(Duration.ofDays(30).plusMinutes(1));

    assertThat(purges.run(KIND)).isEqualTo(1);
    assertThat(there(expired)).isFalse();
    assertThat(tables.rows("card_limit").toString()).doesNotContain(expired.toString());
    assertThat(there(next)).isTrue();
    // Nobody takes mail here, so it waits.
    assertThat(
            tables.read(
                "select count(*) from notice where payer_id = ?1 and kind = 'CARD_EXPIRED'", payer))
        .isEqualTo(1L);
    assertThat(purges.run(KIND)).isZero();
    assertThat(purges.left(KIND)).isZero();
    assertThat(facts()).contains("\"count\":\"0\"", "\"left\":\"0\"").doesNotContain("4111");
  }

  @Test
  void aForgedCardStaysIsCountedRaisesTheAlarmAndKeepsNoOther() {
    UUID forged = test.expiring(payer, bank, MONTH);
    UUID expired = test.expiring(payer, bank, MONTH);
    tables.write("update card set state = 'LIMITED' where card_id = ?1", forged);

    clock(Duration.ofDays(31));

    assertThat(purges.run(KIND)).isEqualTo(1);
    assertThat(there(expired)).isFalse();
    assertThat(there(forged)).isTrue();
    assertThat(purges.left(KIND)).isEqualTo(1);
    alarms.await(TypeId.of(IdKind.CARD, forged));
  }

  @Test
  void aWholePassIsWalkedInBatches() {
    UUID first = test.expiring(payer, bank, MONTH);
    UUID second = test.expiring(payer, bank, MONTH);
    UUID third = test.expiring(payer, bank, MONTH.plusMonths(1));

    clock(Duration.ofDays(31));
    var purge = purges.batches(KIND, 1);

    assertThat(purge).isEqualTo(2);
    assertThat(there(first)).isFalse();
    assertThat(there(second)).isFalse();
    assertThat(there(third)).isTrue();
  }

  /** So long after the end of the month. */
  private void clock(Duration after) {
    Instant end = MONTH.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    TestClock.ahead(Duration.between(Instant.now(), end.plus(after)));
  }

  private boolean there(UUID card) {
    return tables.read("select count(*) from card where card_id = ?1", card).equals(1L);
  }

  private String facts() {
    return (String)
        tables.read(
            "select facts from audit_entry where action = 'RETENTION_PURGED' and subject = ?1"
                + " order by entry_id desc limit 1",
            KIND);
  }
}
