package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.cardnym.vault.Dump;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.account.Holder;
import org.cardnym.vault.biometric.Services;
import org.cardnym.vault.biometric.WithServices;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.keys.OpenedKeys;
import org.cardnym.vault.passkey.TestPasskeys;
import org.cardnym.vault.sms.TestMobiles;
import org.junit.jupiter.api.Test;

/**
 * After an erasure no table holds anything of the person. Which tables there are, and which have
 * rows of payers, the database says; so a table that comes later and is forgotten fails here.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(WithServices.class)
class ErasedEverywhereTest {
  /** Their rows stay, with the identifier alone. */
  private static final Set<String> STAY = Set.of("payer", "payment", "evidence", "exchange");

  /** They name the identifier in words: who was erased, and why. */
  private static final Set<String> TELL = Set.of("audit_entry", "approval");

  private static final String SUBJECT = "subject-at-the-identity-service-4711";
  private static final String NICKNAME = "Kestrel's groceries";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestCards cards;
  @Inject TestPasskeys passkeys;
  @Inject TestMobiles mobiles;
  @Inject Services services;
  @Inject HouseBank bank;
  @Inject OpenedKeys keys;
  @Inject Tables tables;
  @Inject DataSource database;

  @Test
  void noColumnOfAnyTableHoldsAnythingOfAnErasedPerson() {
    Shop shop = house.open();
    Shopper shopper = shoppers.withCard();
    String payer = TypeId.of(IdKind.PAYER, shopper.id());
    Holder holder = Holder.signedIn(shoppers, shopper);
    UUID card = cards.verified(shopper.id(), bank.id(), TestCards.AMEX, true);
    cards.named(shopper.id(), card, NICKNAME);
    passkeys.of(shopper.id());
    String number = mobiles.of(shopper.id());
    services.link(shopper.id(), "phone", SUBJECT);
    assertThat(holder.post("security/recovery-codes").statusCode()).isEqualTo(200);
    pay(shop, holder);
    List<byte[]> dataKeys = new ArrayList<>(keys.of(payer));
    tables.ids("select card_id from card where payer_id = ?1", shopper.id()).stream()
        .flatMap(each -> keys.of(TypeId.of(IdKind.CARD, each)).stream())
        .forEach(dataKeys::add);
    List<String> ofPayers = Dump.tablesWith(database, "payer_id");
    ofPayers.forEach(table -> fill(table, shopper.id()));
    Dump before = Dump.ofPayer(database, shopper.id(), ofPayers);

    assertThat(before.cells().stream().map(Dump.Cell::table))
        .as("every table of payers has a row of this one")
        .containsAll(ofPayers);
    assertThat(dataKeys).hasSize(3);
    erase(payer, shopper);

    for (String table : ofPayers) {
      Object left =
          tables.read("select count(*) from " + table + " where payer_id = ?1", shopper.id());
      assertThat((Long) left > 0).as("rows left in " + table).isEqualTo(STAY.contains(table));
    }
    Dump after = Dump.of(database);
    for (String secret :
        List.of(
            shopper.alias(),
            shopper.email(),
            shopper.email().substring(0, shopper.email().indexOf('@')),
            "Ada Example",
            NICKNAME,
            SUBJECT,
            number,
            number.substring(1))) {
      assertThat(after.placesOf(secret)).as(secret).isEmpty();
    }
    dataKeys.forEach(key -> assertThat(after.placesOf(key)).as("a data key").isEmpty());
    before.cells().stream()
        .filter(cell -> cell.binary() && !STAY.contains(cell.table()))
        // The keyed fingerprint of a number that others' cards have as well.
        .filter(cell -> !cell.column().equals("fingerprint"))
        .forEach(cell -> assertThat(after.placesOf(cell.value())).as(cell.place()).isEmpty());
    assertThat(tablesThatName(after, payer, shopper.id())).isEqualTo(union());
    assertThat(
            tables.read(
                "select state = 'ERASED' and zone = 'Z' and num_nulls(contact_sealed, alias_sealed,"
                    + " contact_confirmed_at, frozen_at, locked_at, locked_by, lock_reason,"
                    + " loosens_from) = 8 from payer where payer_id = ?1",
                shopper.id()))
        .isEqualTo(true);
  }

  private void pay(Shop shop, Holder holder) {
    Purchase purchase = shop.sell(holder.shopper.alias(), 1000);
    holder.visitor.at(shop, purchase);
    assertThat(
            holder
                .visitor
                .prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(holder.shopper))
                .<String>path("state"))
        .isEqualTo("approved");
    tables.await(1L, "select count(*) from known_browser where payer_id = ?1", holder.shopper.id());
  }

  private void erase(String payer, Shopper shopper) {
    try (Inbox inbox = Inbox.open()) {
      assertThat(
              ErasureTest.signed(
                  admin(TestTokens.operator())
                      .body(Map.of("reason", "demanded by letter"))
                      .post("/admin/v1/payers/" + payer + "/erase")))
          .isEqualTo("done");
      inbox.await(shopper.email(), "erased your account");
      tables.await("ERASED", "select state from payer where payer_id = ?1", shopper.id());
    }
  }

  /** Gives a payer a row where this test's ways leave none, whatever stands in it. */
  private void fill(String table, UUID payerId) {
    Object there = tables.read("select count(*) from " + table + " where payer_id = ?1", payerId);
    if (!there.equals(0L) || table.equals("notice")) {
      return;
    }
    String columns =
        (String)
            tables.read(
                "select string_agg(column_name, ',' order by ordinal_position) from"
                    + " information_schema.columns where table_schema = 'public' and table_name ="
                    + " ?1",
                table);
    String values =
        (String)
            tables.read(
                "select string_agg(case when column_name = 'payer_id' then '?1' when data_type ="
                    + " 'uuid' then 'gen_random_uuid()' when data_type = 'bytea' then"
                    + " 'decode(md5(random() || ''''), ''hex'')' when data_type = 'boolean' then"
                    + " 'false' when data_type like 'timestamp%' then 'now()' when data_type ="
                    + " 'text' then '''x''' else '1' end, ',' order by ordinal_position) from"
                    + " information_schema.columns where table_schema = 'public' and table_name ="
                    + " ?1",
                table);
    tables.write("insert into " + table + " (" + columns + ") values (" + values + ")", payerId);
  }

  private static Set<String> tablesThatName(Dump dump, String payer, UUID payerId) {
    var tables = new TreeSet<String>();
    for (String name : List.of(payer, payerId.toString())) {
      dump.placesOf(name).forEach(place -> tables.add(place.substring(0, place.indexOf('.'))));
    }
    return tables;
  }

  private static Set<String> union() {
    var all = new TreeSet<>(STAY);
    all.addAll(TELL);
    return all;
  }
}
