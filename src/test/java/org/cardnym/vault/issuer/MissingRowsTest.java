package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;

/**
 * Who can only write the database can't make the vault fall back to a wider route or an older key.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class MissingRowsTest {
  @Inject TestBanks parties;
  @Inject Exchanges exchanges;
  @Inject Routes routes;
  @Inject BankKeys keys;
  @Inject Heard heard;
  @Inject Alarms alarms;

  @Test
  void aNarrowerRouteMovedAsideSendsNoCardToTheWiderOnesBank() {
    tamperedRoute("970", "update bank_route set low = 0, high = 0 where route_id = :route", true);
  }

  @Test
  void aNarrowerRouteDeletedSendsNoCardToTheWiderOnesBank() {
    tamperedRoute("971", "delete from bank_route where route_id = :route", false);
  }

  private void tamperedRoute(String digits, String change, boolean still) {
    try (Party wide = parties.open();
        Party narrow = parties.open()) {
      routes.add("test", wide.bankId(), digits + "000", digits + "999");
      Route route = routes.add("test", narrow.bankId(), digits + "55500", digits + "55599");
      assertThat(routes.bankFor(digits + "55512")).contains(narrow.bankId());
      keep("bank_route");
      parties.write(change, Map.of("route", route.id()));
      try {
        refuses(ErrorCode.ROW_REFUSED, () -> routes.bankFor(digits + "55512"));
        refuses(
            ErrorCode.ROW_REFUSED,
            () -> routes.add("test", wide.bankId(), digits + "66600", digits + "66699"));
        alarms.await(still ? TypeId.of(IdKind.ROUTE, route.id()) : "bank_route_book");
      } finally {
        putBack("bank_route");
      }
      assertThat(routes.bankFor(digits + "55512")).contains(narrow.bankId());
    }
  }

  @Test
  void withoutTheirBookNoRouteIsBelieved() {
    try (Party party = parties.open()) {
      routes.add("test", party.bankId(), "972000", "972999");
      keep("bank_route_book");
      parties.write("delete from bank_route_book", Map.of());
      try {
        refuses(ErrorCode.ROW_REFUSED, () -> routes.bankFor("97200012"));
      } finally {
        putBack("bank_route_book");
      }
      assertThat(routes.bankFor("97200012")).contains(party.bankId());
    }
  }

  @Test
  void routesChangedWhileOthersReadRaiseNoAlarm() {
    try (Party party = parties.open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      routes.add("test", party.bankId(), "973000", "973999");
      List<CompletableFuture<?>> all = new ArrayList<>();
      IntStream.range(0, 40)
          .forEach(i -> {
            all.add(
                CompletableFuture.runAsync(
                    () ->
                        routes.add(
                            "test", party.bankId(), "973555" + (10 + i), "973555" + (10 + i)),
                    threads));
            all.add(
                CompletableFuture.runAsync(
                    () -> assertThat(routes.bankFor("97355510")).contains(party.bankId()),
                    threads));
          });

      all.forEach(CompletableFuture::join);
    }
  }

  @Test
  void aNewestKeyMovedToAnotherBankIsMissed() {
    tamperedKey("update bank_key set bank_id = gen_random_uuid() where kid = :kid");
  }

  @Test
  void aNewestKeyDeletedIsMissed() {
    tamperedKey("delete from bank_key where kid = :kid");
  }

  private void tamperedKey(String change) {
    try (Party party = parties.open()) {
      String newest = newKey(party);
      ExchangeRow.Key key = parties.authorization(party);
      parties.write(change, Map.of("kid", newest));

      exchanges.send(key.familyId(), key.messageId()).toCompletableFuture().join();

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.NOT_SENT);
      assertThat(party.bank().messages).isEmpty();
      alarms.await(TypeId.of(IdKind.BANK, party.bankId()));
      refuses(ErrorCode.ROW_REFUSED, () -> newKey(party));
    }
  }

  @Test
  void keysAddedAndRetiredWhileOthersReadRaiseNoAlarm() {
    try (Party party = parties.open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<?>> all = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        all.add(
            CompletableFuture.runAsync(
                () -> keys.retire("test", party.bankId(), newKey(party)), threads));
        for (int reader = 0; reader < 4; reader++) {
          all.add(
              CompletableFuture.runAsync(
                  () -> assertThat(sealing(party.bankId())).isTrue(), threads));
        }
      }

      all.forEach(CompletableFuture::join);
    }
  }

  private String newKey(Party party) {
    return keys.add(
            "test", party.bankId(), BankKey.Use.ENC, FakeBank.ecKey().toPublicJWK().toJSONObject())
        .kid();
  }

  private boolean sealing(UUID bank) {
    return QuarkusTransaction.requiringNew().call(() -> keys.sealing(bank).isPresent());
  }

  private void keep(String table) {
    parties.write("create table kept as select * from " + table, Map.of());
  }

  private void putBack(String table) {
    parties.write("delete from " + table, Map.of());
    parties.write("insert into " + table + " select * from kept", Map.of());
    parties.write("drop table kept", Map.of());
  }
}
