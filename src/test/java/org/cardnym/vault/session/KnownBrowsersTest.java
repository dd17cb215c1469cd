package org.cardnym.vault.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class KnownBrowsersTest {
  @Inject KnownBrowsers browsers;
  @Inject EntityManager entities;

  private final UUID payer = UUID.randomUUID();
  private final UUID browser = UUID.randomUUID();
  private final String name = "index-" + payer;

  @Test
  void theKeyThatSignedACookieIsKeptForAsLongAsTheCookie() {
    assertThat(KeyPurpose.PAGE.rest()).isGreaterThanOrEqualTo(KnownBrowsers.LIFE);
  }

  @Test
  void readsBackWhatItSigned() {
    assertThat(browsers.read(browsers.cookie(browser).value())).contains(browser);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        ".",
        "1-1-1-1-1.x",
        "00000000-0000-0000-0000-000000000001.AAAAAAAAAAAAAAAAAAAAAA"
      })
  void whatItDidNotSignNamesNoBrowser(String value) {
    assertThat(browsers.read(value)).isEmpty();
  }

  @Test
  void aSignatureOfAnotherBrowserNamesNone() {
    String mine = browsers.cookie(browser).value();
    String others = browsers.cookie(UUID.randomUUID()).value();

    assertThat(browsers.read(mine.substring(0, 36) + others.substring(36))).isEmpty();
    assertThat(browsers.read(mine + "x")).isEmpty();
  }

  @Test
  void aBrowserIsKnownOnceItHasPaid() {
    assertThat(browsers.knownFor(List.of(name), browser)).isFalse();

    pay();

    assertThat(browsers.knownFor(List.of(name), browser)).isTrue();
    assertThat(browsers.paidBefore(payer, browser)).isTrue();
  }

  @Test
  void itIsNoLongerKnownWhenItsCookieWouldHaveEnded() {
    pay();

    TestClock.ahead(Duration.ofDays(399));
    assertThat(browsers.knownFor(List.of(name), browser)).isTrue();
    TestClock.ahead(Duration.ofDays(401));

    assertThat(browsers.knownFor(List.of(name), browser)).isFalse();
    assertThat(browsers.paidBefore(payer, browser)).isFalse();
  }

  @Test
  void itIsKnownForNoOtherNameAndNoOtherPayer() {
    pay();

    assertThat(browsers.knownFor(List.of(name + "x"), browser)).isFalse();
    assertThat(browsers.knownFor(List.of(name), UUID.randomUUID())).isFalse();
    assertThat(browsers.knownFor(List.of(name), null)).isFalse();
    assertThat(browsers.paidBefore(UUID.randomUUID(), browser)).isFalse();
    assertThat(browsers.paidBefore(payer, null)).isFalse();
  }

  @Test
  void aPaymentThatRollsBackMakesNoBrowserKnown() {
    assertThatThrownBy(() ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  browsers.remember(payer, 1, name, browser);
                  throw new IllegalStateException("rolled back");
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(browsers.knownFor(List.of(name), browser)).isFalse();
  }

  @Test
  void anUnrecognizableBrowserIsNotRemembered() {
    QuarkusTransaction.requiringNew().run(() -> browsers.remember(payer, 1, name, null));

    assertThat(browsers.knownFor(List.of(name), null)).isFalse();
  }

  @Test
  void twoFirstPaymentsAtOnceBothCommit() {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        threads.submit(() -> {
          start.await();
          pay();
          return null;
        });
      }
      start.countDown();
    }

    assertThat(browsers.knownFor(List.of(name), browser)).isTrue();
    assertThat(count()).isOne();
  }

  @Test
  void theBrowserThatPaidLongestAgoMakesRoom() {
    pay();
    for (int i = 0; i < KnownBrowsers.MOST; i++) {
      QuarkusTransaction.requiringNew()
          .run(() -> browsers.remember(payer, 1, name, UUID.randomUUID()));
    }

    assertThat(count()).isEqualTo(KnownBrowsers.MOST);
    assertThat(browsers.knownFor(List.of(name), browser)).isFalse();
  }

  @Test
  void aBrowserWrittenForAnotherNameIsRefused() {
    pay();
    QuarkusTransaction.requiringNew()
        .run(() ->
            entities
                .createNativeQuery(
                    "update known_browser set alias_index = :name where payer_id = :payer")
                .setParameter("name", name + "victim")
                .setParameter("payer", payer)
                .executeUpdate());

    refuses(ErrorCode.ROW_REFUSED, () -> browsers.knownFor(List.of(name + "victim"), browser));
  }

  @Test
  void aPayerThatLeavesIsForgotten() {
    pay();

    QuarkusTransaction.requiringNew().run(() -> browsers.forget(payer));

    assertThat(browsers.knownFor(List.of(name), browser)).isFalse();
  }

  private void pay() {
    QuarkusTransaction.requiringNew().run(() -> browsers.remember(payer, 1, name, browser));
  }

  private long count() {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            entities
                .createQuery(
                    "select count(b) from KnownBrowserRow b where b.payerId = :payer", Long.class)
                .setParameter("payer", payer)
                .getSingleResult());
  }
}
