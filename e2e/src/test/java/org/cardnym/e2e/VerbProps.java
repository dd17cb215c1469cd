package org.cardnym.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the verbs work on: a bank and a merchant of their own, so that nobody else's are disturbed.
 * Names that begin with {@code new-} are made afresh at each use.
 */
final class VerbProps {
  private static final Pattern NAME = Pattern.compile("\\{([a-z-]+)}");

  private final Operator operator;
  private final Path home;
  private final String shop;
  private final Map<String, Supplier<String>> values = new HashMap<>();
  private final AtomicInteger next = new AtomicInteger(1000);

  VerbProps(World world, Operator operator, Path home) {
    this.operator = operator;
    this.home = home;
    Sandbox sandbox = world.sandbox();
    this.shop = sandbox.get("SHOP_URL");
    values.put("n", () -> String.valueOf(next.getAndIncrement()));
    keep("home", home.toString());
    keep("shop", shop);
    keep("ca", sandbox.get("CA_FILE"));
    keep("admin", sandbox.get("ADMIN_CLIENT_ID"));
    keep("demo-client", sandbox.get("MERCHANT_CLIENT_ID"));
    keep("passphrase", secretFile());
    keep("payment", world.merchant().create("nobody-of-the-drill").path("id").asText());
    keep("institution", "drill-bank");
    keep("merchant", made("merchants add --client-id drill-shop {new-merchant}"));
    keep(
        "bank",
        made(
            "banks add --institution-id {institution} --name Drill --endpoint"
                + " https://localhost:4443/cardnym --trust-file {ca}"));
    // Apart: one that another row has just suspended can't be drained.
    keep(
        "draining-bank",
        made(
            "banks add --institution-id drained-bank --name Drill --endpoint"
                + " https://localhost:4443/cardnym --trust-file {ca}"));
    keep("certificate", saved("link.pem", run("link show --only certificate")));
    key("key", "jwk");
    key("spare-key", "spare-jwk");
    json("banks keys add {bank} --jwk-file {jwk}");
    json("banks keys add {bank} --jwk-file {spare-jwk}");
    json("banks routes add {bank} --first 99{n}");
    keep("table", table("table.csv", "980001"));
    keep("clashing-table", table("clashing.csv", "411111"));
    keep("payer", payer(world));
    keep("open-bank", openBank());
    values.put("new-route", () -> made("banks routes add {bank} --first 99{n}"));
    values.put(
        "new-hooked",
        () -> made("merchants add --client-id drill-{n} {new-merchant} --webhook {shop}/drill"));
    values.put("new-limits", this::limits);
  }

  /** These words with what they name, which may hold spaces of its own. */
  String[] words(String text) {
    return Stream.of(text.split(" "))
        .filter(word -> !word.isEmpty())
        .flatMap(word -> word.equals("{new-merchant}") ? merchant() : Stream.of(filled(word)))
        .toArray(String[]::new);
  }

  String filled(String text) {
    Matcher named = NAME.matcher(text);
    return named.replaceAll(found -> Matcher.quoteReplacement(values.get(found.group(1)).get()));
  }

  private Stream<String> merchant() {
    return Stream.of(
        "--display-name",
        "Drill",
        "--legal-name",
        "Drill-Ltd",
        "--category-code",
        "5719",
        "--country",
        "DE",
        "--origin",
        shop,
        "--return-url",
        shop + "/drill");
  }

  private void keep(String name, String value) {
    values.put(name, () -> value);
  }

  /** The id of what this command makes. */
  private String made(String command) {
    return json(command).path("id").asText();
  }

  private JsonNode json(String command) {
    return Reply.parse(run(command + " --output json"));
  }

  private String run(String command) {
    Operator.Ended ended = operator.run(words(command));
    if (ended.exit() != 0) {
      throw new AssertionError(command + " ended with " + ended.exit() + ": " + ended.err());
    }
    return ended.out();
  }

  private String table(String name, String prefix) {
    return saved(name, filled("bank,first,last\n{institution}," + prefix + "," + prefix + "\n"));
  }

  /** Somebody without a card, by whose lock nobody else is kept from paying. */
  private String payer(World world) {
    var enrolment = new Enrolment(world.shopper(), world.pagesUrl(), world.inbox());
    Payer person = world.know(enrolment.person("drilled", world.newPassword()));
    return json("payers show --alias " + person.alias()).path("id").asText();
  }

  /** A currency with limits that no other row sets or takes away. */
  private String limits() {
    run("policy set limited_card SEK --per-payment 100 --per-day 200");
    return "SEK";
  }

  /** The sandbox's own bank, which is up. */
  private String openBank() {
    return json("banks list")
        .path("items")
        .valueStream()
        .filter(bank -> bank.path("institutionId").asText().equals("sandbox-bank"))
        .map(bank -> bank.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  private String saved(String name, String text) {
    Path file = home.resolve(name);
    Places.write(file, text);
    return file.toString();
  }

  private String secretFile() {
    String file = saved("passphrase", "correct horse battery staple\n");
    try {
      Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-------"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return file;
  }

  /** A bank's new public key in a file, by its thumbprint (RFC 7638 section 3.1). */
  private void key(String thumbprintName, String fileName) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      ECPublicKey key = (ECPublicKey) generator.generateKeyPair().getPublic();
      String members =
          "\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\""
              .formatted(coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
      byte[] canonical = ("{" + members + "}").getBytes(StandardCharsets.UTF_8);
      keep(thumbprintName, base64(MessageDigest.getInstance("SHA-256").digest(canonical)));
      keep(fileName, saved(fileName + ".json", "{\"use\":\"sig\"," + members + "}"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** 32 bytes (RFC 7518 section 6.2.1.2). */
  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] whole = new byte[32];
    int from = Math.max(0, bytes.length - whole.length);
    byte[] tail = Arrays.copyOfRange(bytes, from, bytes.length);
    System.arraycopy(tail, 0, whole, whole.length - tail.length, tail.length);
    return base64(whole);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
