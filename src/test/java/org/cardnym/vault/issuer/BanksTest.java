package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class BanksTest {
  private static final TestAuthority AUTHORITY = TestBanks.AUTHORITY;

  @Inject Banks banks;
  @Inject BankKeys keys;
  @Inject Routes routes;

  @Test
  void aBankIsFoundAsItWasAdded() {
    Bank added =
        banks.add(
            "test",
            "north-bank",
            "North Bank",
            "https://cards.north.example/cardnym",
            AUTHORITY.pem());

    assertThat(banks.find(added.id())).contains(added);
    assertThat(banks.ids(null, 100)).contains(added.id());
    assertThat(added.state()).isEqualTo(Bank.State.ACTIVE);
    assertThat(banks.suspend("test", added.id(), "audit").state()).isEqualTo(Bank.State.SUSPENDED);
    assertThat(banks.resume("test", added.id(), "audit over").state()).isEqualTo(Bank.State.ACTIVE);
  }

  @Test
  void anInstitutionIsAddedOnce() {
    add("only-one");

    refuses(ErrorCode.EXISTS, () -> add("only-one"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://cards.bank.example/",
        "https://user:secret@cards.bank.example/",
        "https://cards.bank.example/?x=1",
        "https://cards.bank.example/#x",
        "https://0.0.0.0/",
        "https://169.254.169.254/",
        "https://[::]/",
        "https://2130706433/",
        "https://cards.bank.example:99999/",
        "https:///cardnym",
        "cards.bank.example",
        "file:///etc/passwd",
        "not an address"
      })
  void anUnfitEndpointIsRefused(String endpoint) {
    refuses(
        ErrorCode.ENDPOINT_UNFIT,
        () -> banks.add("test", "unfit-bank", "Unfit", endpoint, AUTHORITY.pem()));
  }

  @Test
  void trustThatIsNoAuthorityIsRefused() {
    String leaf = Pem.of(List.of(AUTHORITY.server(TestAuthority.keyPair().getPublic())));

    for (String pem : List.of("", "nonsense", leaf)) {
      refuses(
          ErrorCode.CERTIFICATE_UNFIT,
          () -> banks.add("test", "unfit-bank", "Unfit", "https://bank.example/", pem));
    }
  }

  @Test
  void aKeyIsPinnedByItsThumbprint() throws JOSEException {
    UUID bank = add("keyed-bank").id();
    ECKey sig = FakeBank.ecKey();

    BankKey added = keys.add("test", bank, BankKey.Use.SIG, sig.toPublicJWK().toJSONObject());

    assertThat(added.kid()).isEqualTo(sig.computeThumbprint().toString());
    assertThat(keys.list(bank)).containsExactly(added);
    assertThat(keys.retire("test", bank, added.kid()).state()).isEqualTo(BankKey.State.RETIRED);
    assertThat(QuarkusTransaction.requiringNew().call(() -> keys.signing(bank, added.kid())))
        .isEmpty();
    refuses(
        ErrorCode.EXISTS,
        () -> keys.add("test", bank, BankKey.Use.SIG, sig.toPublicJWK().toJSONObject()));
    refuses(
        ErrorCode.EXISTS,
        () -> keys.add("test", bank, BankKey.Use.ENC, sig.toPublicJWK().toJSONObject()));
  }

  @Test
  void theNewestActiveEncryptionKeySeals() {
    UUID bank = add("rotating-bank").id();
    BankKey older =
        keys.add("test", bank, BankKey.Use.ENC, FakeBank.ecKey().toPublicJWK().toJSONObject());
    BankKey newer =
        keys.add("test", bank, BankKey.Use.ENC, FakeBank.ecKey().toPublicJWK().toJSONObject());

    assertThat(sealing(bank)).isEqualTo(newer.kid());
    keys.retire("test", bank, newer.kid());
    assertThat(sealing(bank)).isEqualTo(older.kid());
  }

  @Test
  void unfitKeysAreRefused() throws JOSEException {
    UUID bank = add("unfit-keys").id();
    ECKey good = FakeBank.ecKey();

    refusesKey(bank, BankKey.Use.SIG, good.toJSONObject(), "a private key");
    refusesKey(bank, BankKey.Use.SIG, new RSAKeyGenerator(3072).generate(), "RSA for answers");
    refusesKey(bank, BankKey.Use.ENC, new RSAKeyGenerator(2048).generate(), "short RSA");
    refusesKey(bank, BankKey.Use.ENC, new ECKeyGenerator(Curve.P_384).generate(), "another curve");
    refusesKey(
        bank, BankKey.Use.SIG, new OctetKeyPairGenerator(Curve.Ed25519).generate(), "another kind");
    refusesKey(bank, BankKey.Use.SIG, Map.of("kty", "oct", "k", "AAAA"), "a secret key");
    refusesKey(bank, BankKey.Use.SIG, Map.of(), "nothing");
    refusesKey(bank, BankKey.Use.SIG, with(good, "use", "enc"), "another use");
    refusesKey(bank, BankKey.Use.SIG, with(good, "alg", "none"), "another algorithm");
    refusesKey(bank, BankKey.Use.SIG, with(good, "kid", "mine"), "a name of its own");
    refusesKey(bank, BankKey.Use.SIG, with(good, "x5u", "https://evil.example"), "an address");
    refusesKey(
        bank,
        BankKey.Use.SIG,
        with(good, "y", Base64URL.encode(new byte[32]).toString()),
        "off the curve");
    refusesKey(bank, BankKey.Use.SIG, with(good, "x", good.getX() + "="), "padding");
    assertThat(keys.list(bank)).isEmpty();
  }

  @Test
  void theNarrowestRangeWins() {
    UUID wide = add("wide-bank").id();
    UUID narrow = add("narrow-bank").id();
    routes.add("test", wide, "920000", "929999");
    routes.add("test", narrow, "92500000", "92500049");

    assertThat(routes.bankFor("92500049")).contains(narrow);
    assertThat(routes.bankFor("92500050")).contains(wide);
    assertThat(routes.bankFor("92499999")).contains(wide);
    assertThat(routes.bankFor("93000000")).isEmpty();
    assertThat(routes.bankFor("925000"))
        .as("not every number of it is the narrow bank's")
        .contains(wide);
  }

  @Test
  void aSuspendedBankHasNoRoute() {
    UUID bank = add("resting-bank").id();
    routes.add("test", bank, "930000", "930000");
    assertThat(routes.bankFor("93000012")).contains(bank);

    banks.suspend("test", bank, "audit");

    assertThat(routes.bankFor("93000012")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "940000, 949999", // the same
    "94000000, 94999999", // the same, in longer words
    "935000, 945000", // across the lower border
    "945000, 955000", // across the upper border
    "94999999, 95000000" // across it by one
  })
  void anAmbiguousRangeIsRefused(String first, String last) {
    UUID bank = known("ambiguous-bank");
    if (routes.list(bank).isEmpty()) {
      routes.add("test", bank, "940000", "949999");
    }

    refuses(ErrorCode.ROUTE_AMBIGUOUS, () -> routes.add("test", bank, first, last));
  }

  @ParameterizedTest
  @CsvSource({
    "95000, 95000",
    "950000000, 950000000",
    "950000, 9500000",
    "950001, 950000",
    "95000x, 950000",
    "\u0669\u0669\u0669\u0669\u0669\u0669, \u0669\u0669\u0669\u0669\u0669\u0669"
  })
  void anUnfitRangeIsRefused(String first, String last) {
    UUID bank = known("unfit-routes");

    refuses(ErrorCode.ROUTE_UNFIT, () -> routes.add("test", bank, first, last));
  }

  @Test
  void aRouteIsRemovedOnceAndByItsBankOnly() {
    UUID bank = add("leaving-bank").id();
    Route route = routes.add("test", bank, "960000", "960000");

    refuses(ErrorCode.NOT_FOUND, () -> routes.remove("test", UUID.randomUUID(), route.id()));
    routes.remove("test", bank, route.id());

    assertThat(routes.bankFor("96000000")).isEmpty();
    refuses(ErrorCode.NOT_FOUND, () -> routes.remove("test", bank, route.id()));
  }

  private String sealing(UUID bank) {
    return QuarkusTransaction.requiringNew().call(() -> keys.sealing(bank).orElseThrow().kid());
  }

  private Bank add(String institution) {
    return banks.add(
        "test",
        institution,
        "A bank",
        "https://" + institution + ".example/cardnym",
        AUTHORITY.pem());
  }

  private UUID known(String institution) {
    return banks.ids().stream()
        .flatMap(id -> banks.find(id).stream())
        .filter(b -> b.institutionId().equals(institution))
        .map(Bank::id)
        .findFirst()
        .orElseGet(() -> add(institution).id());
  }

  private void refusesKey(UUID bank, BankKey.Use use, JWK key, String why) {
    refusesKey(bank, use, key.toPublicJWK().toJSONObject(), why);
  }

  private void refusesKey(UUID bank, BankKey.Use use, Map<String, Object> jwk, String why) {
    assertThat(why).isNotEmpty();
    refuses(ErrorCode.BANK_KEY_UNFIT, () -> keys.add("test", bank, use, jwk));
  }

  private static Map<String, Object> with(ECKey key, String member, String value) {
    Map<String, Object> jwk = key.toPublicJWK().toJSONObject();
    jwk.put(member, value);
    return jwk;
  }
}
