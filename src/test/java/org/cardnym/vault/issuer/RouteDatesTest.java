package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes hold from and until when they say, and nobody moves that past the vault. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class RouteDatesTest {
  private static final String LONG_AGO = "2020-01-01";
  private static final String AGO = "2021-01-01";
  private static final String FAR = "2999-01-01";

  @Inject TestBanks parties;
  @Inject Banks banks;
  @Inject Routes routes;
  @Inject RouteBook book;
  @Inject EntityManager entities;
  @Inject Alarms alarms;

  @Test
  void aRouteHoldsAtOnceAndWithoutEndUnlessItSaysOtherwise() {
    UUID bank = bank("dates-now");

    Route added = routes.add("test", bank, "770000", "770999");

    assertThat(added.state()).isEqualTo(Route.State.EFFECTIVE);
    assertThat(added.from()).isBeforeOrEqualTo(Instant.now().plusSeconds(2));
    assertThat(added.until()).isNull();
    assertThat(routes.bankFor("77000012")).contains(bank);
    assertThat(routes.list(bank)).containsExactly(added);
  }

  @Test
  void aRouteToComeAndOneThatIsOverLeadNoCardAnywhere() {
    UUID bank = bank("dates-later");

    Route later = routes.add("test", bank, "771000", "771999", FAR, null);
    Route over = routes.add("test", bank, "772000", "772999", LONG_AGO, AGO);

    assertThat(later.state()).isEqualTo(Route.State.TO_COME);
    assertThat(over.state()).isEqualTo(Route.State.OVER);
    assertThat(routes.bankFor("77100012")).isEmpty();
    assertThat(routes.bankFor("77200012")).isEmpty();
  }

  @Test
  void theDatabasesTimeJudgesAndNotTheReplicas() {
    UUID bank = bank("dates-clock");
    String tomorrow = Instant.now().plus(Duration.ofDays(1)).toString().substring(0, 19) + "Z";
    routes.add("test", bank, "773000", "773999", tomorrow, null);
    routes.add("test", bank, "774000", "774999", null, tomorrow);

    TestClock.ahead(Duration.ofDays(2));

    assertThat(routes.bankFor("77300012")).isEmpty();
    assertThat(routes.bankFor("77400012")).contains(bank);
  }

  @Test
  void theNarrowerRouteThatIsOverLeavesItsNumbersToTheWiderOne() {
    UUID wide = bank("dates-wide");
    UUID narrow = bank("dates-narrow");
    routes.add("test", wide, "775000", "775999");
    routes.add("test", narrow, "77550000", "77559999", LONG_AGO, AGO);
    assertThat(routes.bankFor("77555512")).contains(wide);

    routes.add("test", narrow, "77550000", "77559999", AGO, FAR);

    assertThat(routes.bankFor("77555512")).contains(narrow);
  }

  @Test
  void oneRangeGoesFromBankToBankAtABorder() {
    UUID old = bank("dates-old");
    UUID heir = bank("dates-heir");
    routes.add("test", old, "776000", "776999", LONG_AGO, AGO);
    routes.add("test", heir, "776000", "776999", AGO, null);

    assertThat(routes.bankFor("77600012")).contains(heir);
    refuses(
        ErrorCode.ROUTE_AMBIGUOUS,
        () -> routes.add("test", old, "776500", "777500", "2998-12-31", FAR));
    refuses(
        ErrorCode.ROUTE_AMBIGUOUS,
        () -> routes.add("test", heir, "776000", "776999", LONG_AGO, "2020-01-02"));
  }

  @Test
  void aPeriodWithoutAnInstantIsRefused() {
    UUID bank = bank("dates-unfit");

    refuses(ErrorCode.ROUTE_UNFIT, () -> routes.add("test", bank, "778000", "778999", FAR, FAR));
    refuses(ErrorCode.ROUTE_UNFIT, () -> routes.add("test", bank, "778000", "778999", null, AGO));
    refuses(ErrorCode.ROUTE_UNFIT, () -> routes.add("test", bank, "778000", "778999", "x", null));
    assertThat(routes.list(bank)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "valid_from = valid_from - interval '1 day'",
        "valid_from = null",
        "valid_until = null",
        "valid_until = valid_until + interval '1 microsecond'",
        "valid_from = null, valid_until = null"
      })
  void aDateMovedPastTheVaultIsRefused(String change) {
    UUID bank = bank("dates-moved-" + Math.abs(change.hashCode() % 1_000_000));
    Route route = routes.add("test", bank, "779000", "779999", LONG_AGO, FAR);
    parties.write("create table kept as select * from bank_route", Map.of());
    parties.write(
        "update bank_route set " + change + " where route_id = :route",
        Map.of("route", route.id()));
    try {
      refuses(ErrorCode.ROW_REFUSED, () -> routes.bankFor("77900012"));
      alarms.await(TypeId.of(IdKind.ROUTE, route.id()));
    } finally {
      parties.write("delete from bank_route", Map.of());
      parties.write("insert into bank_route select * from kept", Map.of());
      parties.write("drop table kept", Map.of());
    }
    assertThat(routes.bankFor("77900012")).contains(bank);
    routes.remove("test", bank, route.id());
  }

  @Test
  void routesAndBooksFromBeforeThereWereDatesAreBelieved() {
    BankRouteRow undated = row(new Validity(null, null));
    QuarkusTransaction.begin();
    try {
      keepOnly(undated, RouteBook.undated(List.of(undated)));

      assertThat(book.read()).singleElement().matches(row -> row.validFrom == null);
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  @Test
  void anOldBookSaysNothingOfRoutesWithDates() {
    BankRouteRow dated = row(new Validity(Instant.parse("2020-01-01T00:00:00Z"), null));
    QuarkusTransaction.begin();
    try {
      keepOnly(dated, RouteBook.undated(List.of(dated)));

      refuses(ErrorCode.ROW_REFUSED, book::read);
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private void keepOnly(BankRouteRow row, byte[] digest) {
    book.open().forEach(entities::remove);
    entities.persist(row);
    book.close();
    RouteBookRow known = entities.find(RouteBookRow.class, RouteBookRow.ONLY);
    known.digest = digest;
    entities.flush();
    entities.clear();
  }

  private static BankRouteRow row(Validity validity) {
    var span = new RouteSpan(PrefixRange.of("780000", "780999"), validity);
    return BankRouteRow.of(UUID.randomUUID(), UUID.randomUUID(), span);
  }

  private UUID bank(String institution) {
    return banks
        .add(
            "test",
            institution,
            "A bank",
            "https://" + institution + ".example/cardnym",
            TestBanks.AUTHORITY.pem())
        .id();
  }
}
