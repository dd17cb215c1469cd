package org.cardnym.vault.proof;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.alias.AliasText;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subject;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.passkey.Authenticator;
import org.cardnym.vault.passkey.TestPasskeys;
import org.cardnym.vault.payer.Departures;
import org.cardnym.vault.payer.PayerLocks;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.sms.TestMobiles;
import org.jspecify.annotations.Nullable;

/**
 * Wrong proofs for names of every kind, in a new order each round, at every door that takes proofs;
 * each name has its tries back before each, but for the one that is locked.
 */
@ApplicationScoped
class Guesses {
  private static final int LOCKS = 5;

  /** Payments live 15 minutes. */
  private static final int ROUNDS_A_PAYMENT = 300;

  private static final String WRONG = "seven kestrels at dusk";

  /** A name, and what is wrong with the proofs for it. */
  enum Kind {
    /** The rest is compared with this one. */
    UNKNOWN,
    /** As the first: how far two may differ that don't. */
    UNKNOWN_TOO,
    /** Their passkey's id under another key, at the door for passkeys. */
    WRONG_PASSWORD,
    WRONG_CODE,
    LOCKED,
    STOPPED_BY_OPERATOR,
    FROZEN,
    HALF_REGISTERED,
    /** Their bank has moved them in, and they have chosen no proof yet. */
    MOVED_IN,
    LEFT
  }

  /** Where proofs are taken. */
  enum At {
    PAYMENT,
    PASSKEY,
    ACCOUNT,
    ENROLMENT,
    /** The same payment, with a code by text message. */
    SMS,
    /** Has such a code sent. */
    SMS_ASK,
    /** Takes a name alone, and may send its owner a code. */
    RECOVERY
  }

  /** What was seen of one kind at one door. */
  record Seen(TreeSet<String> shapes, List<Long> nanos) {
    Seen() {
      this(new TreeSet<>(), new ArrayList<>());
    }
  }

  private final TestHouse house;
  private final Shoppers shoppers;
  private final Payers payers;
  private final PayerLocks locks;
  private final Departures departures;
  private final Aliases aliases;
  private final Limits limits;
  private final Subjects subjects;
  private final Ways ways;
  private final TestPasskeys passkeys;
  private final TestMobiles mobiles;
  private @Nullable Authenticator phone;
  private Authenticator stranger = Authenticator.at("http://localhost");
  private final Map<Kind, String> names = new EnumMap<>(Kind.class);

  Guesses(
      TestHouse house,
      Shoppers shoppers,
      Payers payers,
      PayerLocks locks,
      Departures departures,
      Aliases aliases,
      Limits limits,
      Subjects subjects,
      Ways ways,
      TestPasskeys passkeys,
      TestMobiles mobiles) {
    this.house = house;
    this.shoppers = shoppers;
    this.payers = payers;
    this.locks = locks;
    this.departures = departures;
    this.aliases = aliases;
    this.limits = limits;
    this.subjects = subjects;
    this.ways = ways;
    this.passkeys = passkeys;
    this.mobiles = mobiles;
  }

  /** What so many rounds show, after as many as {@code warm} that are not counted. */
  Map<At, Map<Kind, Seen>> run(int warm, int rounds, Random random) throws IOException {
    Shop shop = house.open();
    people();
    Map<At, Map<Kind, Seen>> seen = new EnumMap<>(At.class);
    try (var page = new RawPage()) {
      Opened any = opened(shop, Kind.LOCKED);
      for (int i = 0; i < LOCKS; i++) {
        guess(page, At.PAYMENT, Kind.LOCKED, any);
        guess(page, At.PASSKEY, Kind.LOCKED, any);
        guess(page, At.SMS, Kind.LOCKED, any);
      }
      for (At at : At.values()) {
        var pages = new EnumMap<Kind, Opened>(Kind.class);
        Map<Kind, Seen> kinds = new EnumMap<>(Kind.class);
        for (int round = -warm; round < rounds; round++) {
          if ((round + warm) % ROUNDS_A_PAYMENT == 0) {
            for (Kind kind : Kind.values()) {
              pages.put(kind, opened(shop, kind));
            }
          }
          var order = new ArrayList<>(List.of(Kind.values()));
          Collections.shuffle(order, random);
          for (Kind kind : order) {
            forget(kind);
            Opened opened = requireNonNull(pages.get(kind));
            limits.reset(Limit.TEXTS_PER_PAYMENT, subjects.challenge(opened.purchase().uuid()));
            RawPage.Answer answer = guess(page, at, kind, opened);
            if (round >= 0) {
              Seen one = kinds.computeIfAbsent(kind, k -> new Seen());
              one.shapes().add(answer.bytes());
              one.nanos().add(answer.nanos());
            }
          }
        }
        seen.put(at, kinds);
      }
    }
    return seen;
  }

  /** A payment's page and the cookie that it is bound to. */
  private record Opened(Purchase purchase, Map<String, String> cookies) {}

  private Opened opened(Shop shop, Kind kind) {
    Purchase purchase = shop.sell(name(kind), 100);
    String cookie = "__Host-" + purchase.id();
    Visitor visitor = new Visitor().at(shop, purchase);
    return new Opened(purchase, Map.of(cookie, visitor.cookie(cookie)));
  }

  private RawPage.Answer guess(RawPage page, At at, Kind kind, Opened opened) {
    String name = name(kind);
    String password = kind == Kind.WRONG_CODE ? Shoppers.PASSWORD : WRONG;
    String proofs = "\"password\":\"" + password + "\",\"code\":\"000000\"";
    return switch (at) {
      case PAYMENT ->
          page.post(
              "/pay/" + opened.purchase().id() + "/proofs", opened.cookies(), "{" + proofs + "}");
      case PASSKEY ->
          page.post(
              "/pay/" + opened.purchase().id() + "/proofs",
              opened.cookies(),
              signed(page, kind, opened));
      case SMS ->
          page.post(
              "/pay/" + opened.purchase().id() + "/proofs",
              opened.cookies(),
              "{\"password\":\"" + password + "\",\"smsCode\":\"00000000\"}");
      case SMS_ASK -> page.post("/pay/" + opened.purchase().id() + "/sms", opened.cookies(), "{}");
      case RECOVERY ->
          page.post("/account/recover/begin", Map.of(), "{\"alias\":\"" + name + "\"}");
      case ACCOUNT ->
          page.post(
              "/account/sign-in",
              Map.of(),
              "{\"alias\":\"" + name + "\",\"proofs\":{" + proofs + "}}");
      case ENROLMENT ->
          page.post("/enrol/sign-in", Map.of(), "{\"alias\":\"" + name + "\"," + proofs + "}");
    };
  }

  /** With a key of nobody's, under whatever id; the vault has asked for it a moment before. */
  private String signed(RawPage page, Kind kind, Opened opened) {
    String asked =
        page.post("/pay/" + opened.purchase().id() + "/passkey", opened.cookies(), "{}").text();
    Authenticator key =
        kind == Kind.WRONG_PASSWORD ? requireNonNull(phone).withKeyOf(stranger) : stranger;
    return PasskeyPaymentTest.json(key.sign(JsonPath.from(asked).getString("challenge")), "");
  }

  private String name(Kind kind) {
    return requireNonNull(names.get(kind));
  }

  private void people() {
    names.clear();
    Shopper first = withCode();
    phone = passkeys.of(first.id());
    stranger = Authenticator.at(TestDoors.pagesOrigin());
    names.put(Kind.UNKNOWN, "nobody-has-" + letters());
    names.put(Kind.UNKNOWN_TOO, "nobody-had-" + letters());
    names.put(Kind.WRONG_PASSWORD, first.alias());
    names.put(Kind.WRONG_CODE, withCode().alias());
    names.put(Kind.LOCKED, withCode().alias());
    Shopper stopped = withCode();
    QuarkusTransaction.requiringNew().run(() -> locks.lock(stopped.id(), "person:op-1", "test"));
    names.put(Kind.STOPPED_BY_OPERATOR, stopped.alias());
    Shopper frozen = withCode();
    QuarkusTransaction.requiringNew().run(() -> payers.freeze(frozen.id()));
    names.put(Kind.FROZEN, frozen.alias());
    UUID half = TestPayers.confirmed(payers);
    String halfName = "half-way-" + letters();
    QuarkusTransaction.requiringNew().run(() -> payers.nameAlias(half, halfName));
    names.put(Kind.HALF_REGISTERED, halfName);
    String movedName = "moved-in-" + letters();
    QuarkusTransaction.requiringNew()
        .run(() ->
            payers.moveIn(
                movedName + "@mail.example",
                ZoneOffset.UTC,
                AliasText.prepare(movedName),
                Map.of()));
    names.put(Kind.MOVED_IN, movedName);
    Shopper left = withCode();
    QuarkusTransaction.requiringNew().run(() -> departures.begin(left.id()));
    names.put(Kind.LEFT, left.alias());
    assertThat(names).hasSize(Kind.values().length);
  }

  private Shopper withCode() {
    Shopper shopper = shoppers.withCard();
    shoppers.freshCode(shopper);
    mobiles.of(shopper.id());
    return shopper;
  }

  private void forget(Kind kind) {
    Subject subject = subjects.name(aliases.index(AliasText.prepare(name(kind))).values());
    limits.reset(Limit.RECOVERIES_PER_NAME, subject);
    limits.reset(Limit.TEXTS_PER_NAME, subject);
    limits.reset(Limit.TEXTS_PER_ADDRESS, subjects.address("127.0.0.1"));
    limits.reset(Limit.PROOFS_PER_ADDRESS, subjects.address("127.0.0.1"));
    if (kind != Kind.LOCKED) {
      ways.doors().forEach(door -> limits.reset(door.strangers(), subject));
    }
  }

  private static String letters() {
    return UUID.randomUUID().toString().replaceAll("[0-9-]", "").concat("abcdef").substring(0, 6);
  }
}
