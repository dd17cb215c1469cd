package org.cardnym.vault.card;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Month;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.audit.TrailBehind;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class CardsTest {
  private static final byte[] SEALED = {1, 2, 3};

  @Inject Cards cards;
  @Inject Wallet wallet;
  @Inject CardsLeave leave;
  @Inject TestCards test;
  @Inject Payers payers;
  @Inject Alarms alarms;
  @Inject AuditTrail trail;
  @Inject TrailBehind behind;
  @Inject EntityManager entities;

  private final UUID bank = UUID.randomUUID();
  private UUID payer;

  @BeforeEach
  void aPayer() {
    payer = TestPayers.begun(payers);
  }

  @Test
  void aCardThatWaitsPaysNothing() {
    UUID card = test.waiting(payer, bank, TestCards.VISA);

    assertThat(cards.usable(payer)).isEmpty();
    refuses(ErrorCode.NOT_FOUND, () -> cards.lend(payer, card, bank, (plain, access) -> SEALED));
  }

  @Test
  void aCardIsActiveOnceItsHolderAgreed() {
    UUID card = test.verified(payer, bank, TestCards.VISA, true);

    assertThat(cards.usable(payer)).contains(new CardChoice(card, bank, CardState.ACTIVE));
  }

  @Test
  void aCardIsLimitedIfItsBankComparedDataOnly() {
    UUID card = test.verified(payer, bank, TestCards.VISA, false);

    assertThat(cards.usable(payer)).contains(new CardChoice(card, bank, CardState.LIMITED));
  }

  @Test
  void aCardIsVerifiedOnce() {
    UUID card = test.verified(payer, bank, TestCards.VISA, false);

    boolean again = QuarkusTransaction.requiringNew().call(() -> cards.verified(payer, card, true));

    assertThat(again).isFalse();
    assertThat(cards.usable(payer).orElseThrow().state()).isEqualTo(CardState.LIMITED);
  }

  @Test
  void anActiveCardPaysBeforeALimitedOneAndAnOldBeforeANew() {
    test.verified(payer, bank, TestCards.VISA, false);
    UUID active = test.verified(payer, bank, TestCards.VISA, true);
    test.verified(payer, bank, TestCards.VISA, true);

    assertThat(cards.usable(payer).orElseThrow().cardId()).isEqualTo(active);
  }

  @Test
  void aLentCardIsTheOneThatWasEnteredWithoutItsCode() {
    UUID card = test.verified(payer, bank, TestCards.VISA, true);

    byte[] sealed =
        cards.lend(
            payer,
            card,
            bank,
            (plain, access) -> {
              assertThat(plain.number(access))
                  .asString(StandardCharsets.US_ASCII)
                  .isEqualTo(TestCards.VISA);
              assertThat(plain.expiry(access)).isEqualTo(YearMonth.of(2039, 11));
              assertThat(plain.holderName(access)).isEqualTo("Ada Example");
              assertThat(plain.gender(access)).isEqualTo(Gender.FEMALE);
              assertThat(plain.verificationCode(access)).isNull();
              return SEALED;
            });

    assertThat(sealed).isEqualTo(SEALED);
  }

  @Test
  void aCardIsNotReadableAfterItsLending() {
    UUID card = test.verified(payer, bank, TestCards.VISA, true);
    var kept = new AtomicReference<CardPlain>();
    var token = new AtomicReference<PlaintextAccess>();
    cards.lend(
        payer,
        card,
        bank,
        (plain, access) -> {
          kept.set(plain);
          token.set(access);
          return SEALED;
        });

    assertThatThrownBy(() -> requireNonNull(kept.get()).number(requireNonNull(token.get())))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> requireNonNull(kept.get()).holderName(requireNonNull(token.get())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsNotSealedDoesNotLeave() {
    UUID card = test.verified(payer, bank, TestCards.VISA, true);

    assertThatThrownBy(() ->
            cards.lend(
                payer,
                card,
                bank,
                (plain, access) ->
                    ("{\"number\":\"" + TestCards.VISA + "\"}")
                        .getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining(TestCards.VISA);
  }

  @Test
  void anotherPayersCardIsNotThere() {
    UUID card = test.verified(payer, bank, TestCards.VISA, true);
    UUID other = TestPayers.begun(payers);

    refuses(ErrorCode.NOT_FOUND, () -> cards.lend(other, card, bank, (plain, access) -> SEALED));
  }

  @Test
  void aCardIsNotLentForABankThatItIsNotBoundTo() {
    UUID card = test.verified(payer, bank, TestCards.VISA, true);

    refuses(
        ErrorCode.ROW_REFUSED,
        () -> cards.lend(payer, card, UUID.randomUUID(), (plain, access) -> SEALED));
    alarms.await(TypeId.of(IdKind.CARD, card));
  }

  @Test
  void everyOpeningIsInTheTrailEvenIfSealingFails() {
    UUID card = test.verified(payer, bank, TestCards.VISA, true);

    assertThatThrownBy(() ->
            cards.lend(
                payer,
                card,
                bank,
                (plain, access) -> {
                  throw new UnsupportedOperationException();
                }))
        .isInstanceOf(UnsupportedOperationException.class);

    assertThat(actions(card))
        .containsExactly("CARD_RECORD_OPENED", "CARD_VERIFIED", "CARD_RECORD_SEALED");
  }

  @Test
  void noCardIsLentUnderKeysThatCouldNotBeReadAgain() {
    UUID card = test.verified(payer, bank, TestCards.VISA, true);
    TestClock.ahead(Duration.ofMinutes(2));

    refuses(ErrorCode.KEYS_STALE, () -> cards.lend(payer, card, bank, (plain, access) -> SEALED));
  }

  @Test
  void noCardIsLentOrKeptWhileTheTrailIsNotSigned() {
    UUID card = test.verified(payer, bank, TestCards.VISA, true);

    behind.seconds(
        610,
        () -> {
          refuses(
              ErrorCode.AUDIT_BEHIND,
              () -> cards.lend(payer, card, bank, (plain, access) -> SEALED));
          refuses(ErrorCode.AUDIT_BEHIND, () -> test.verified(payer, bank, TestCards.AMEX, true));
        });

    assertThat(actions(card)).doesNotContain("CARD_RECORD_OPENED");
    assertThat(cards.lend(payer, card, bank, (plain, access) -> SEALED)).isEqualTo(SEALED);
  }

  @Test
  void anEnteredCardIsLentOnceWithItsCode() {
    try (EnteredCard entered = test.enter(TestCards.AMEX, "9371")) {
      byte[] sealed =
          entered.lend((plain, access) -> {
            assertThat(plain.verificationCode(access))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("9371");
            return SEALED;
          });

      assertThat(sealed).isEqualTo(SEALED);
      assertThat(entered.routingPrefix()).isEqualTo("37828224");
      assertThatThrownBy(() -> entered.lend((plain, access) -> SEALED))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aFingerprintNamesTheNumberAndNothingElse() {
    try (EnteredCard one = test.enter(TestCards.VISA, "123");
        EnteredCard same = test.enter(TestCards.VISA, "999");
        EnteredCard other = test.enter(TestCards.AMEX, "123")) {
      assertThat(one.fingerprint())
          .hasSize(32)
          .isEqualTo(same.fingerprint())
          .isNotEqualTo(other.fingerprint());
    }
  }

  @Test
  void noColumnHoldsAnyPartOfTheNumber() {
    test.verified(payer, bank, TestCards.VISA, true);

    String row =
        QuarkusTransaction.requiringNew()
            .call(() -> text("select cast(c as text) from card c where payer_id = :payer"));

    for (String part : List.of("41111111", "11111111", "Ada Example")) {
      assertThat(row)
          .doesNotContain(part)
          .doesNotContain(HexFormat.of().formatHex(part.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void thePayerSeesBrandFirstAndLastDigitsAndExpiry() {
    test.waiting(payer, bank, TestCards.VISA);

    assertThat(wallet.of(payer))
        .extracting(CardView::display)
        .containsExactly(
            new CardDisplay(Brand.VISA, "411111", "1111", YearMonth.of(2039, Month.NOVEMBER)));
    assertThat(wallet.of(TestPayers.begun(payers))).isEmpty();
  }

  @Test
  void aRemovedCardIsGoneWithItsKey() {
    UUID card = test.verified(payer, bank, TestCards.VISA, true);

    boolean removed = QuarkusTransaction.requiringNew().call(() -> cards.remove(payer, card));
    boolean again = QuarkusTransaction.requiringNew().call(() -> cards.remove(payer, card));

    assertThat(removed).isTrue();
    assertThat(again).isFalse();
    assertThat(cards.usable(payer)).isEmpty();
    assertThat(count("card")).isZero();
    assertThat(count("card_limit")).isZero();
  }

  @Test
  void aPayerWhoLeavesTakesAllCardsAlong() {
    test.verified(payer, bank, TestCards.VISA, true);
    test.waiting(payer, bank, TestCards.AMEX);

    QuarkusTransaction.requiringNew().run(() -> leave.leaving(payer));
    QuarkusTransaction.requiringNew().run(() -> leave.leaving(payer));

    assertThat(count("card") + count("card_limit") + count("card_hold")).isZero();
  }

  @Test
  void aPayerKeepsNoMoreThanTenCards() {
    for (int i = 0; i < Cards.MAX_A_PAYER; i++) {
      test.waiting(payer, bank, TestCards.VISA);
    }

    refuses(ErrorCode.CARD_NOT_ADDED, () -> test.waiting(payer, bank, TestCards.VISA));
  }

  private List<String> actions(UUID card) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            trail.page(null, TypeId.of(IdKind.CARD, card), 10).stream()
                .map(AuditTrail.Entry::action)
                .toList());
  }

  private String text(String query) {
    return (String)
        entities.createNativeQuery(query).setParameter("payer", payer).getSingleResult();
  }

  private long count(String table) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            Long.parseLong(
                text("select cast(count(*) as text) from " + table + " where payer_id = :payer")));
  }
}
