package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.TestDoors.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.cardnym.vault.Dump;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.otp.Otps;
import org.cardnym.vault.payer.Payers;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has stolen the database alone, or the root-key file alone, has nothing. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class StolenDumpTest {
  /** Wrong on purpose, with a zero in front, as no counter is written so. */
  private static final String VERIFICATION_CODE = "0847";

  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject TestCards cards;
  @Inject HouseBank bank;
  @Inject Otps otps;
  @Inject Payers payers;
  @Inject OpenedKeys opened;
  @Inject Custody custody;
  @Inject EntityManager entities;
  @Inject Tables tables;
  @Inject DataSource database;
  private Shop shop;
  private Shopper shopper;
  private String totp;
  private String webhook;

  /** A vault in use: a shop with webhooks, a payer who has paid with one of two cards. */
  @BeforeEach
  void use() {
    shop = house.open();
    shopper = shoppers.withCard();
    try (var amex = cards.enter(TestCards.AMEX, VERIFICATION_CODE)) {
      cards.kept(amex, shopper.id(), bank.id());
    }
    var purchase = shop.sell(shopper.alias(), 1000);
    assertThat(
            new Visitor()
                .at(shop, purchase)
                .prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper))
                .<String>path("state"))
        .isEqualTo("approved");
    totp = otps.begin(shopper.id()).secret();
    webhook =
        admin(TestTokens.operator())
            .body(Map.of("url", "https://127.0.0.1:9443/hook", "signatures", "hmac"))
            .put("/admin/v1/merchants/" + TypeId.of(IdKind.MERCHANT, shop.id()) + "/webhook")
            .path("secret");
  }

  @Test
  void noColumnHoldsAnythingThatWasTypedOrGiven() {
    Dump dump = Dump.of(database);

    assertThat(dump.placesOf("One mug")).as("what is no secret is found").isNotEmpty();
    for (String secret :
        List.of(
            TestCards.VISA,
            TestCards.AMEX,
            shopper.alias(),
            shopper.email(),
            "Ada Example",
            Shoppers.PASSWORD,
            "$argon2id$",
            totp,
            webhook)) {
      assertThat(dump.placesOf(secret)).as(secret).isEmpty();
    }
    assertThat(dump.placesOf(bytesOf(totp))).isEmpty();
    assertThat(dump.placesOf(Base64.getDecoder().decode(webhook.replaceFirst("^whsec_", ""))))
        .isEmpty();
    byte[] hash =
        payers.open(
            shopper.id(),
            "password",
            (byte[]) tables.read("select sealed from password where payer_id = ?1", shopper.id()));
    assertThat(new String(hash, StandardCharsets.US_ASCII)).startsWith("$argon2id$");
    for (String part : new String(hash, StandardCharsets.US_ASCII).split("\\$", -1)) {
      assertThat(part.length() > 16 && !dump.placesOf(part).isEmpty()).as(part).isFalse();
    }
    Pattern code = Pattern.compile("(?<![0-9A-Za-z-])" + VERIFICATION_CODE + "(?![0-9A-Za-z-])");
    assertThat(dump.cells())
        .noneMatch(
            cell -> code.matcher(new String(cell.value(), StandardCharsets.ISO_8859_1)).find());
  }

  /** Else names, addresses and card numbers, of which there are few, could be guessed offline. */
  @ParameterizedTest
  @ValueSource(strings = {"MD5", "SHA-1", "SHA-256", "SHA-512", "SHA3-256"})
  void noColumnHoldsADigestThatAThiefCouldMake(String algorithm) throws Exception {
    Dump dump = Dump.of(database);
    var digest = MessageDigest.getInstance(algorithm);

    for (String secret :
        List.of(
            TestCards.VISA,
            TestCards.AMEX,
            TestCards.VISA.substring(0, 6),
            TestCards.VISA.substring(0, 8),
            shopper.alias(),
            shopper.email(),
            Shoppers.PASSWORD,
            totp)) {
      byte[] made = digest.digest(secret.getBytes(StandardCharsets.UTF_8));
      assertThat(dump.placesOf(made)).as(secret).isEmpty();
    }
  }

  @Test
  void noColumnHoldsAKey() throws Exception {
    Dump dump = Dump.of(database);

    List<byte[]> keys = new ArrayList<>(opened.all());
    for (KeysetRow row : keysets()) {
      keys.addAll(TestKeysets.keys(KeysetSeal.open(custody.root(), row)));
    }
    assertThat(keys).hasSizeGreaterThan(KeyPurpose.values().length + 2);
    keys.add(rootKey());
    keys.add(passphrase().getBytes(StandardCharsets.UTF_8));
    for (byte[] key : keys) {
      assertThat(dump.placesOf(key)).isEmpty();
    }
  }

  /** All that stands there is tried as a key, wherever in a value it might begin. */
  @Test
  void nothingInADumpOpensAKeysetOrADataKey() throws Exception {
    Set<String> tried = new HashSet<>();
    Dump dump = Dump.of(database);
    KeysetRow kek =
        keysets().stream().filter(row -> row.purpose == KeyPurpose.KEK).findFirst().orElseThrow();
    List<? extends HoldsKey> rows = opened.rows();

    for (byte[] key : candidates(dump)) {
      if (tried.add(Base64.getEncoder().encodeToString(key))) {
        Aead guess = new AesGcmJce(key);
        var root = RootKeys.named(kek.rootKeyId, guess);
        assertThatThrownBy(() -> KeysetSeal.open(root, kek))
            .isInstanceOf(IllegalStateException.class);
        HoldsKey row = rows.get(tried.size() % rows.size());
        assertThatThrownBy(() -> guess.decrypt(row.wrappedKey().bytes(), OpenedKeys.bound(row)))
            .isInstanceOf(GeneralSecurityException.class);
      }
    }
    assertThat(tried).hasSizeGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "password", "only for this test ru", "only for this test run "})
  void theRootKeyFileOpensUnderNoOtherPassphrase(String guess) {
    assertThat(guess).isNotEqualTo(passphrase());
    assertThatThrownBy(() -> RootKeys.open(file().toString(), Optional.of(guess)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("wrong passphrase or changed file");
  }

  @Test
  void theRootKeyFileAloneOpensNothingAndHoldsNoKey() throws Exception {
    assertThat(RootKeys.open(file().toString(), Optional.empty())).isEmpty();

    byte[] key = rootKey();
    String text = file().toString();
    assertThat(text)
        .doesNotContain(
            Base64.getEncoder().withoutPadding().encodeToString(key),
            Base64.getUrlEncoder().withoutPadding().encodeToString(key),
            passphrase());
  }

  /** A cheaper derivation would make guessing cheap; the costs are part of what is sealed. */
  @ParameterizedTest
  @CsvSource({
    "/kdf, memoryKiB, 19457",
    "/kdf, iterations, 1",
    "/kdf, parallelism, 2",
    "/kdf, memoryKiB, 8",
    "'', use, production",
    "'', id, AAAAAAAAAAAAAAAAAAAAAA"
  })
  void aRootKeyFileThatSomebodyChangedOpensNoMore(String at, String member, String value)
      throws IOException {
    ObjectNode changed = file().deepCopy();
    ObjectNode place = (ObjectNode) changed.at(at);
    if (value.matches("[0-9]+")) {
      place.put(member, Integer.parseInt(value));
    } else {
      place.put(member, value);
    }

    assertThatThrownBy(() -> RootKeys.open(changed.toString(), Optional.of(passphrase())))
        .isInstanceOf(IllegalStateException.class);
  }

  /** The file with its passphrase opens no dump of another vault. */
  @Test
  void anotherVaultsRootKeyOpensNoKeyset() throws Exception {
    RootKey other =
        RootKeys.open(TestRootKey.json("another"), Optional.of("another")).orElseThrow();

    for (KeysetRow row : keysets()) {
      var renamed = RootKeys.named(row.rootKeyId, other.aead());
      assertThatThrownBy(() -> KeysetSeal.open(renamed, row)).hasMessageContaining("not open");
    }
  }

  /** Every run of 32 bytes in short values, also of those that are written as hex or base64. */
  private static List<byte[]> candidates(Dump dump) {
    var keys = new ArrayList<byte[]>();
    keys.add(new byte[DataKey.SIZE]);
    for (Dump.Cell cell : dump.cells()) {
      for (byte[] value : cell.binary() ? List.of(cell.value()) : decoded(cell.value())) {
        for (int at = 0; at + DataKey.SIZE <= Math.min(value.length, 100); at++) {
          keys.add(Arrays.copyOfRange(value, at, at + DataKey.SIZE));
        }
      }
    }
    return keys;
  }

  private static List<byte[]> decoded(byte[] text) {
    String written = new String(text, StandardCharsets.US_ASCII);
    return written.matches("[A-Za-z0-9_-]{43}")
        ? List.of(Base64.getUrlDecoder().decode(written))
        : List.of();
  }

  private List<KeysetRow> keysets() {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            entities.createQuery("select k from KeysetRow k", KeysetRow.class).getResultList());
  }

  /** By its documented format, with what opens it. */
  private static byte[] rootKey() throws GeneralSecurityException, IOException {
    return TestRootKey.opened(file(), passphrase());
  }

  private static JsonNode file() throws IOException {
    return JSON.readTree(path("cardnym.root-key.file").toFile());
  }

  private static String passphrase() {
    try {
      return Files.readString(path("cardnym.root-key.passphrase-file")).strip();
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  private static Path path(String property) {
    return ConfigProvider.getConfig().getValue(property, Path.class);
  }

  /** RFC 4648 base32. */
  private static byte[] bytesOf(String letters) {
    byte[] bytes = new byte[letters.length() * 5 / 8];
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      int five = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letters.charAt(bit / 5));
      bytes[bit / 8] |= (byte) ((five >> (4 - bit % 5) & 1) << (7 - bit % 8));
    }
    return bytes;
  }
}
