package org.cardnym.vault.payer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class PayersTest {
  private static final byte[] SECRET = "a secret of one payer".getBytes(StandardCharsets.UTF_8);

  @Inject Payers payers;
  @Inject Alarms alarms;
  @Inject EntityManager entities;

  @Test
  void aRegistrationEndsInAnActivePayer() {
    UUID payerId = TestPayers.active(payers, "Margarete");

    Payer payer = payers.get(payerId);
    assertThat(payer.state()).isEqualTo(PayerState.ACTIVE);
    assertThat(payers.aliasTyped(payerId)).contains("Margarete");
    assertThat(payers.email(payerId)).endsWith("@example.test");
  }

  @Test
  void keepsTheZoneInWhichDaysAreCounted() {
    UUID payerId =
        QuarkusTransaction.requiringNew()
            .call(() -> payers.begin("zone@example.test", ZoneId.of("Asia/Tokyo")).id());

    assertThat(payers.get(payerId).zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
  }

  @Test
  void noNameBeforeTheContactIsConfirmed() {
    UUID payerId = TestPayers.begun(payers);

    refuses(ErrorCode.STEP_OUT_OF_ORDER, () -> name(payerId, "tooearly"));
  }

  @Test
  void notActiveWithoutAName() {
    UUID payerId = TestPayers.confirmed(payers);

    refuses(ErrorCode.STEP_OUT_OF_ORDER, () -> payers.activate(payerId));
  }

  @Test
  void anActivePayerGetsNoOtherName() {
    UUID payerId = TestPayers.active(payers);

    refuses(ErrorCode.STEP_OUT_OF_ORDER, () -> name(payerId, "another-name"));
    refuses(ErrorCode.STEP_OUT_OF_ORDER, () -> payers.activate(payerId));
  }

  @Test
  void aPendingPayerMayChooseAgainAndFreesTheFirstChoice() {
    UUID payerId = TestPayers.confirmed(payers);
    name(payerId, "firstchoice");
    name(payerId, "FirstChoice");
    name(payerId, "secondchoice");

    TestPayers.active(payers, "firstchoice");

    assertThat(payers.aliasTyped(payerId)).contains("secondchoice");
    refuses(ErrorCode.ALIAS_TAKEN, () -> TestPayers.active(payers, "secondchoice"));
  }

  @Test
  void aTakenNameLeavesTheFirstChoiceAsItWas() {
    TestPayers.active(payers, "wellheld");
    UUID payerId = TestPayers.confirmed(payers);
    name(payerId, "mychoice");

    refuses(ErrorCode.ALIAS_TAKEN, () -> name(payerId, "wellheld"));

    assertThat(payers.aliasTyped(payerId)).contains("mychoice");
    refuses(ErrorCode.ALIAS_TAKEN, () -> TestPayers.active(payers, "mychoice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nobody",
        "a@b",
        "@example.test",
        "a@@example.test",
        "a b@example.test",
        "a@example.test\r\nBcc: b@example.test",
        "a@-example.test",
        "a..b@example.test",
        ".a@example.test",
        "a@example..test",
        "ä@example.test",
        "\"a\"@example.test"
      })
  void whatIsNoPlainAddressIsNoContact(String typed) {
    refuses(
        ErrorCode.CONTACT_UNFIT,
        () -> QuarkusTransaction.requiringNew().run(() -> payers.begin(typed, ZoneId.of("UTC"))));
  }

  @Test
  void opensWhatWasSealedForTheSamePayerAndPurpose() {
    UUID payerId = TestPayers.begun(payers);

    byte[] sealed = payers.seal(payerId, "test", SECRET);

    assertThat(payers.open(payerId, "test", sealed)).isEqualTo(SECRET);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
  }

  @Test
  void anotherPayersSealedBytesAreRefusedWithAnAlarm() {
    UUID owner = TestPayers.begun(payers);
    UUID thief = TestPayers.begun(payers);
    byte[] sealed = payers.seal(owner, "test", SECRET);

    refuses(ErrorCode.ROW_REFUSED, () -> payers.open(thief, "test", sealed));

    alarms.await(TypeId.of(IdKind.PAYER, thief));
  }

  @Test
  void anotherPurposesSealedBytesAreRefused() {
    UUID payerId = TestPayers.begun(payers);
    byte[] sealed = payers.seal(payerId, "password", SECRET);

    refuses(ErrorCode.ROW_REFUSED, () -> payers.open(payerId, "otp", sealed));
  }

  @Test
  void swappedContactsAreRefusedWithAnAlarm() {
    UUID one = TestPayers.begun(payers);
    UUID other = TestPayers.begun(payers);
    swap("payer", "contact_sealed", one, other);

    refuses(ErrorCode.ROW_REFUSED, () -> payers.email(one));
    refuses(ErrorCode.ROW_REFUSED, () -> payers.get(other));

    alarms.await(TypeId.of(IdKind.PAYER, one));
  }

  @Test
  void swappedDataKeysAreRefusedWithAnAlarm() {
    UUID one = TestPayers.begun(payers);
    UUID other = TestPayers.begun(payers);
    swap("payer_key", "wrapped_key", one, other);

    refuses(ErrorCode.ROW_REFUSED, () -> payers.email(one));

    alarms.await(TypeId.of(IdKind.PAYER, one));
  }

  @Test
  void aStateWrittenPastTheVaultIsRefusedWithAnAlarm() {
    UUID payerId = TestPayers.begun(payers);
    QuarkusTransaction.requiringNew()
        .run(() ->
            entities
                .createNativeQuery("update payer set state = 'ACTIVE' where payer_id = :id")
                .setParameter("id", payerId)
                .executeUpdate());

    refuses(ErrorCode.ROW_REFUSED, () -> payers.get(payerId));
    refuses(ErrorCode.ROW_REFUSED, () -> payers.confirmContact(payerId));

    alarms.await(TypeId.of(IdKind.PAYER, payerId));
  }

  @Test
  void aChangeThatWaitedForAnotherSeesIt() {
    UUID payerId = TestPayers.confirmed(payers);
    name(payerId, "waited-for");

    refuses(
        ErrorCode.STEP_OUT_OF_ORDER,
        () ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  payers.get(payerId);
                  QuarkusTransaction.requiringNew().run(() -> payers.activate(payerId));
                  payers.activate(payerId);
                }));
  }

  private void name(UUID payerId, String typed) {
    QuarkusTransaction.requiringNew().run(() -> payers.nameAlias(payerId, typed));
  }

  private void swap(String table, String column, UUID one, UUID other) {
    String sql =
        "update %1$s a set %2$s = b.%2$s from %1$s b where a.payer_id in (:one, :other)"
            + " and b.payer_id in (:one, :other) and a.payer_id <> b.payer_id";
    QuarkusTransaction.requiringNew()
        .run(() ->
            assertThat(
                    entities
                        .createNativeQuery(sql.formatted(table, column))
                        .setParameter("one", one)
                        .setParameter("other", other)
                        .executeUpdate())
                .isEqualTo(2));
  }
}
