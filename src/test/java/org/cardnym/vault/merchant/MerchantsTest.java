package org.cardnym.vault.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class MerchantsTest {
  private static final AtomicInteger CLIENTS = new AtomicInteger();

  @Inject Merchants merchants;
  @Inject EntityManager entities;
  @Inject AuditTrail trail;
  @Inject MeterRegistry meters;

  @Test
  void aShopIsFoundByItsClient() {
    Merchant shop = add();

    assertThat(merchants.byClient(shop.clientId())).contains(shop);
    assertThat(merchants.byClient("nobody")).isEmpty();
    assertThat(merchants.hasOrigin(shop.id(), "https://shop.example")).isTrue();
    assertThat(merchants.hasOrigin(shop.id(), "https://shop.example.evil")).isFalse();
  }

  @Test
  void aPaymentMayReturnToARegisteredOriginOnly() {
    Merchant shop = add();

    assertThat(merchants.returnUrl(shop, null)).isEqualTo("https://shop.example/return");
    assertThat(merchants.returnUrl(shop, "https://shop.example/o?n=1"))
        .isEqualTo("https://shop.example/o?n=1");
    refuses(ErrorCode.RETURN_URL_REFUSED, () -> merchants.returnUrl(shop, "https://evil.example/"));
    refuses(
        ErrorCode.RETURN_URL_REFUSED,
        () -> merchants.returnUrl(shop, "https://shop.example@evil.example/"));
    refuses(
        ErrorCode.RETURN_URL_REFUSED,
        () -> merchants.returnUrl(shop, "https://shop.example/\u202elmth"));
    refuses(
        ErrorCode.RETURN_URL_REFUSED,
        () -> merchants.returnUrl(shop, "https://shop.example/\ud83d"));
  }

  @Test
  void aShopWrittenStraightIntoTheDatabaseIsRefusedWithAnAlarm() {
    UUID forged = Uuids.next(java.time.Instant.now());
    write(
        "insert into merchant select cast('"
            + forged
            + "' as uuid), display_name, legal_name, category_code, country, client_id, return_url,"
            + " state, created_at, kek_version, wrapped_key, revision, mac_version, mac from"
            + " merchant where merchant_id = '"
            + add().id()
            + "'");

    refuses(ErrorCode.ROW_REFUSED, () -> merchants.get(forged));
    assertAlarm(Merchants.wire(forged), "merchant");
    write("delete from merchant where merchant_id = '" + forged + "'");
  }

  @Test
  void anEditedShopIsRefused() {
    Merchant shop = add();
    write(
        "update merchant set state = 'ACTIVE', legal_name = 'Another' where merchant_id = '"
            + shop.id()
            + "'");

    refuses(ErrorCode.ROW_REFUSED, () -> merchants.get(shop.id()));
    assertAlarm(Merchants.wire(shop.id()), "merchant");
    write("delete from merchant where merchant_id = '" + shop.id() + "'");
  }

  @Test
  void aShopMadeToLetItsPaymentsBePaidElsewhereIsRefused() {
    Merchant shop = add();
    merchants.setElsewhere("test", shop.id(), Merchant.Elsewhere.PASSKEY, "test");
    merchants.setElsewhere("test", shop.id(), Merchant.Elsewhere.REFUSE, "test");
    assertThat(merchants.get(shop.id())).isEqualTo(shop);
    write("update merchant set elsewhere = 'PASSKEY' where merchant_id = '" + shop.id() + "'");

    refuses(ErrorCode.ROW_REFUSED, () -> merchants.get(shop.id()));
    assertAlarm(Merchants.wire(shop.id()), "merchant");
    write("delete from merchant where merchant_id = '" + shop.id() + "'");
  }

  @Test
  void anOriginWrittenStraightIntoTheDatabaseIsRefusedWithAnAlarm() {
    Merchant shop = add();
    write(
        "insert into merchant_origin select merchant_id, 'https://evil.example', revision,"
            + " mac_version, mac from merchant_origin where merchant_id = '"
            + shop.id()
            + "' limit 1");

    refuses(ErrorCode.ROW_REFUSED, () -> merchants.hasOrigin(shop.id(), "https://evil.example"));
    assertAlarm(Merchants.wire(shop.id()) + "/origin", "merchant_origin");
    write("delete from merchant where merchant_id = '" + shop.id() + "'");
  }

  @Test
  void aClientTurnedToAnotherShopIsRefused() {
    Merchant shop = add();
    Merchant victim = add();
    write(
        "update merchant_client set merchant_id = '"
            + victim.id()
            + "' where client_id = '"
            + shop.clientId()
            + "'");

    refuses(ErrorCode.ROW_REFUSED, () -> merchants.byClient(shop.clientId()));
  }

  @Test
  void anotherShopsOriginRowCopiedOverIsRefused() {
    Merchant shop = add();
    Merchant other = add();
    write(
        "update merchant_origin set mac = (select o.mac from merchant_origin o where o.merchant_id"
            + " = '"
            + other.id()
            + "' and o.origin = merchant_origin.origin) where merchant_id = '"
            + shop.id()
            + "'");

    refuses(ErrorCode.ROW_REFUSED, () -> merchants.get(shop.id()));
    write("delete from merchant where merchant_id = '" + shop.id() + "'");
  }

  @Test
  void everyShopHasADataKeyOfItsOwn() {
    add();
    add();
    Number keys =
        (Number)
            entities
                .createNativeQuery("select count(distinct wrapped_key) - count(*) from merchant")
                .getSingleResult();

    assertThat(keys.longValue()).isZero();
  }

  private void assertAlarm(String row, String table) {
    assertThat(meters.counter("cardnym_rows_refused", "table", table).count()).isPositive();
    for (int i = 0; i < 100 && !raised(row); i++) {
      pause();
    }
    assertThat(raised(row)).isTrue();
  }

  private boolean raised(String row) {
    return trail.page(null, row, 20).stream()
        .anyMatch(entry -> "ROW_REFUSED".equals(entry.action()));
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(String sql) {
    QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(sql).executeUpdate());
  }

  private Merchant add() {
    return merchants.add(
        "vault",
        new NewMerchant(
            "Mugs",
            "Mugs GmbH",
            "5999",
            "DE",
            "shop-merchants-test-" + CLIENTS.getAndIncrement(),
            List.of("http://127.0.0.1:7000", "https://shop.example"),
            "https://shop.example/return"));
  }

  private static void refuses(ErrorCode code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }
}
