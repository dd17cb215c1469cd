package org.cardnym.vault.intake;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.cardnym.vault.id.Uuids;

/** A bank's file of customers, made by another JOSE library than the vault's. */
public final class TestFile {
  static final String VISA = "4111111111111111";

  private final ECKey signature;
  private final ECKey recipient;
  private final String institution;
  private final String issuer;
  private final String stem = "mover-" + UUID.randomUUID().toString().substring(0, 8) + "-";
  private final List<String> lines = new ArrayList<>();
  String id = Uuids.nonce();
  int count;

  TestFile(ECKey signature, ECKey recipient, String institution, String issuer, int count) {
    this.signature = signature;
    this.recipient = recipient;
    this.institution = institution;
    this.issuer = issuer;
    this.count = count;
  }

  /** The name on a line. */
  public String alias(int line) {
    return stem + line;
  }

  public String email(int line) {
    return alias(line) + "@customers.example";
  }

  /** As many lines as it says that it has. */
  TestFile full() {
    while (lines.size() < count) {
      add(Map.of());
    }
    return this;
  }

  /** The next line, with some members otherwise; null leaves one out. */
  TestFile add(Map<String, Object> otherwise) {
    return raw(line(otherwise));
  }

  TestFile raw(String line) {
    lines.add(line);
    return this;
  }

  /** The next line, not yet in the file. */
  String line(Map<String, Object> otherwise) {
    return line(otherwise, signature, recipient);
  }

  String line(Map<String, Object> otherwise, ECKey by, ECKey to) {
    return sealed(otherwise, by, to, jws -> {}, jwe -> {});
  }

  /** The next line under other headers. */
  String line(Consumer<JWSHeader.Builder> inner, Consumer<JWEHeader.Builder> outer) {
    return sealed(Map.of(), signature, recipient, inner, outer);
  }

  private String sealed(
      Map<String, Object> otherwise,
      ECKey by,
      ECKey to,
      Consumer<JWSHeader.Builder> inner,
      Consumer<JWEHeader.Builder> outer) {
    Map<String, Object> payload = payload(lines.size() + 1);
    payload.putAll(otherwise);
    payload.values().removeIf("absent"::equals);
    try {
      var signed =
          new JWSHeader.Builder(JWSAlgorithm.ES256)
              .type(new JOSEObjectType("cardnym-customer+jwt"))
              .keyID(by.computeThumbprint().toString());
      inner.accept(signed);
      var jws = new JWSObject(signed.build(), new Payload(payload));
      jws.sign(new ECDSASigner(by));
      var sealed =
          new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
              .type(new JOSEObjectType("cardnym-customer+jwe"))
              .contentType("JWT")
              .keyID(to.computeThumbprint().toString());
      outer.accept(sealed);
      var jwe = new JWEObject(sealed.build(), new Payload(jws.serialize()));
      jwe.encrypt(new ECDHEncrypter(to.toPublicJWK()));
      return jwe.serialize();
    } catch (JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private Map<String, Object> payload(int line) {
    long now = Instant.now().getEpochSecond();
    var payload = new HashMap<String, Object>();
    payload.put("iss", institution);
    payload.put("aud", issuer);
    payload.put("iat", now);
    payload.put("exp", now + 3_600);
    payload.put("kind", "customer");
    payload.put("file", id);
    payload.put("line", line);
    payload.put("count", count);
    payload.put("alias", alias(line));
    payload.put("email", email(line));
    payload.put("card", card(VISA));
    payload.put("limit", Map.of("currency", "EUR", "perPayment", 50_000, "perDay", 100_000));
    return payload;
  }

  static Map<String, Object> card(String number) {
    return Map.of("number", number, "expiry", "2034-11", "holderName", "Mo Ver");
  }

  String first() {
    return lines.getFirst();
  }

  int blocks() {
    return Blocks.count(lines.size());
  }

  /** A block's lines with their ends. */
  byte[] block(int number) {
    int begin = number * Blocks.LINES;
    int end = Math.min(lines.size(), begin + Blocks.LINES);
    return (String.join("\n", lines.subList(begin, end)) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  List<String> digests() {
    var digests = new ArrayList<String>();
    for (int i = 0; i < blocks(); i++) {
      digests.add(sha256(block(i)));
    }
    return digests;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
