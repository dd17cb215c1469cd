package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * After all other tests: what payers typed stands nowhere. Swept are a dump of the database, its
 * files with the write-ahead log, all logs, the metrics page, all that went to and from merchants,
 * and all mails.
 */
@Order(9)
@Isolated
@ExtendWith(SharedWorld.class)
class CanarySweepIT {
  /**
   * Four digits with a zero in front, as no counter, port or process id is written so. Wrong on
   * purpose: the bank wants 1234.
   */
  private static final String VERIFICATION_CODE = "0847";

  private static final String AMEX = "378282246310005";
  private static final String MISTYPED = "Typed-By-Mistake-9917-Xylophone";
  private static final String TYPED_AS_ALIAS = "6011111111111117";

  private static World world;
  private static Payer payer;
  private static Path swept;
  private static Sweep sweep;

  @BeforeAll
  static void leaveMarksAndGather(World shared) {
    world = shared;
    swept = Places.fresh("swept");
    leaveMarks();
    sweep = new Sweep(needles());
    gather();
  }

  @Test
  void nothingThatWasTypedIsFoundAnywhere() {
    assertThat(sweep.below(swept)).isEmpty();
  }

  @Test
  void theSweepCoversWhatItClaims() {
    assertThat(swept.resolve("dump.sql"))
        .isRegularFile()
        .content(StandardCharsets.UTF_8)
        .contains("-- public.payment");
    assertThat(swept.resolve("metrics.txt")).content(StandardCharsets.UTF_8).contains("jvm_");
    assertThat(swept.resolve("mails.json")).content(StandardCharsets.UTF_8).contains(payer.email());
    assertThat(swept.resolve("merchant.txt"))
        .content(StandardCharsets.UTF_8)
        .contains(payer.alias(), "requires_authentication");
    assertThat(swept.resolve("logs/vault-1.log")).isRegularFile().isNotEmptyFile();
    assertThat(swept.resolve("logs/seen-by-merchant.jsonl")).isRegularFile().isNotEmptyFile();
    assertThat(files("postgres"))
        .anyMatch(f -> f.toString().contains("pg_wal"))
        .anyMatch(f -> f.toString().contains("/base/"));
  }

  /**
   * Names that must be found show that database files are read as they are now, and not an empty
   * copy.
   */
  @Test
  void whatIsNoSecretIsFoundInTheSameFiles() {
    Sweep names = new Sweep(Needle.ofText("an order", "One thing"));
    assertThat(names.below(swept.resolve("postgres"))).isNotEmpty();
    assertThat(names.in(bytes("dump.sql"))).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}: {1} as {2}")
  @CsvSource({
    "dump.sql, number, plain",
    "dump.sql, totp, hex",
    "dump.sql, password, base64+1",
    "dump.sql, code, plain",
    "logs/vault-1.log, number, plain",
    "logs/vault-1.log, password, UTF-16LE",
    "logs/vault-1.log, code, plain",
    "metrics.txt, number, plain",
    "metrics.txt, totp, base64+2",
    "mails.json, password, plain",
    "mails.json, number, base64+0",
    "merchant.txt, number, HEX",
    "postgres/planted, number, UTF-16BE",
    "postgres/planted, totp, plain"
  })
  void aPlantedOneIsFound(String file, String what, String form) {
    Needle needle =
        Needle.ofText("planted", secret(what)).stream()
            .filter(n -> n.form().equals(form))
            .findFirst()
            .orElseThrow();
    Path place = swept.resolve(file);
    byte[] before = Files.exists(place) ? bytes(file) : new byte[0];
    try {
      append(place, around(file, needle.bytes()));
      assertThat(sweep.below(swept))
          .anyMatch(found -> found.startsWith(file) && found.contains(" as " + form));
    } finally {
      restore(place, before);
    }
    assertThat(sweep.below(swept)).isEmpty();
  }

  private static void leaveMarks() {
    Enrolment enrolment = world.enrolment();
    payer = world.know(enrolment.person("canary-bird", world.newPassword()));
    assertThat(enrolment.card(AMEX, VERIFICATION_CODE).status()).isEqualTo(422);
    Reply added =
        enrolment.card(TestCard.COMPARED_ONLY.number(), TestCard.COMPARED_ONLY.verificationCode());
    assertThat(added.json().path("state").asText()).isEqualTo("limited");
    mistype();
    typeCardNumberAsAlias();
    String id = world.pay(payer).path("id").asText();
    world.merchant().awaitState(id, Await.PATIENCE, Set.of("approved"));
    // The audit's batches and the notices are written a moment later.
    Await.pause(Duration.ofSeconds(3));
  }

  private static void mistype() {
    Shopper browser = world.shopper();
    String page =
        browser.open(
            world.shopUrl(), world.merchant().create(payer.alias()).path("paymentPage").asText());
    assertThat(browser.prove(page, MISTYPED, payer.wrongCode()).status()).isEqualTo(403);
  }

  /** What comes back must not hold the number; it goes to the swept folder with the rest. */
  private static void typeCardNumberAsAlias() {
    Reply refused = world.merchant().blurt(world.merchant().body(TYPED_AS_ALIAS, 500));
    assertThat(refused.code()).isEqualTo("alias_like_card");
    Shopper browser = world.shopper();
    browser.postForm(world.shopUrl() + "/cart", world.shopUrl(), "product=mug");
    String order =
        browser.postForm(world.shopUrl() + "/orders", world.shopUrl(), "").header("Location");
    Reply shop =
        browser.postJson(
            world.shopUrl() + order + "/payment", Map.of("alias", TYPED_AS_ALIAS, "order", "any"));
    assertThat(shop.status()).isEqualTo(422);
    Places.write(swept.resolve("shop.txt"), shop.headers().map() + shop.body());
  }

  private static List<Needle> needles() {
    List<Needle> all = new ArrayList<>();
    Arrays.stream(TestCard.values()).forEach(card -> all.addAll(number(card.number())));
    all.addAll(number(AMEX));
    all.addAll(number(TYPED_AS_ALIAS));
    all.addAll(Needle.ofText("a verification code", VERIFICATION_CODE));
    all.addAll(Needle.ofText("the name of a verification code's member", "verificationCode"));
    all.addAll(Needle.ofText("the bank's code", TestCard.BANK_CODE));
    all.addAll(Needle.ofText("a mistyped password", MISTYPED));
    for (String secret : world.secrets()) {
      all.addAll(Needle.ofText("a password or TOTP secret", secret));
      if (secret.matches("[A-Z2-7]{32}")) {
        all.addAll(Needle.ofBytes("a TOTP secret's bytes", Totp.decode(secret), false));
      }
    }
    return all;
  }

  private static List<Needle> number(String digits) {
    List<Needle> all = new ArrayList<>(Needle.ofText("a card number", digits));
    all.addAll(Needle.ofText("a spaced card number", digits.replaceAll("(.{4})(?=.)", "$1 ")));
    all.addAll(Needle.ofText("a dashed card number", digits.replaceAll("(.{4})(?=.)", "$1-")));
    return all;
  }

  private static void gather() {
    Places.write(swept.resolve("metrics.txt"), world.metrics().page());
    Places.write(swept.resolve("mails.json"), world.inbox().all());
    Places.write(swept.resolve("merchant.txt"), world.merchant().record());
    append(swept.resolve("dump.sql"), world.database().dump());
    copy(world.sandbox().logs(), swept.resolve("logs"));
    copy(world.sandbox().data().resolve("postgres"), swept.resolve("postgres"));
  }

  /** The needle as such a file would hold it: in a row, a line, a label, a member. */
  private static byte[] around(String file, byte[] needle) {
    String before =
        file.startsWith("metrics")
            ? "\ncardnym_planted{what=\""
            : file.startsWith("logs") ? "\n{\"message\":\"x " : "\n7\t";
    String after =
        file.startsWith("metrics") ? "\"} 1.0\n" : file.startsWith("logs") ? "\"}\n" : "\tx\n";
    byte[] head = before.getBytes(StandardCharsets.US_ASCII);
    byte[] tail = after.getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(head, head.length + needle.length + tail.length);
    System.arraycopy(needle, 0, whole, head.length, needle.length);
    System.arraycopy(tail, 0, whole, head.length + needle.length, tail.length);
    return whole;
  }

  private static String secret(String what) {
    return switch (what) {
      case "number" -> TestCard.SILENT.number();
      case "password" -> payer.password();
      case "totp" -> payer.secret();
      default -> VERIFICATION_CODE;
    };
  }

  private static List<Path> files(String folder) {
    try (Stream<Path> all = Files.walk(swept.resolve(folder))) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(swept.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void restore(Path file, byte[] before) {
    try {
      Files.write(file, before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files of a running database come and go; one that went was swept under its next name. */
  private static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        if (Files.exists(file)) {
          Files.copy(file, copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
