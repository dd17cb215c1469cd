package org.cardnym.bank;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cardnym.bank.wire.Base64Url;

/** Well-formed payloads of every kind, for tests to spoil. */
final class Payloads {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";

  private Payloads() {}

  static Map<String, Object> authorization(String number) {
    Map<String, Object> payload = common("authorization");
    payload.put("payment", id("pay"));
    payload.put("order", map("reference", "A-1001", "description", "One mug"));
    payload.put("amount", amount(1999));
    payload.put(
        "merchant",
        map(
            "id",
            id("mer"),
            "legalName",
            "Mug Shop GmbH",
            "categoryCode",
            "5732",
            "country",
            "DE"));
    payload.put("card", card(number));
    payload.put(
        "authentication",
        map(
            "amr", List.of("pwd", "otp"),
            "acr", "two-factor",
            "time", "2027-03-10T11:59:50Z",
            "bound", "recorded",
            "policy", "two_proofs"));
    return payload;
  }

  static Map<String, Object> verification(String number, String code) {
    Map<String, Object> payload = common("verification");
    payload.put("enrolment", id("crd"));
    payload.put("amount", amount(0));
    Map<String, Object> card = card(number);
    card.put("verificationCode", code);
    payload.put("card", card);
    return payload;
  }

  static Map<String, Object> verificationCode(
      Map<String, Object> verification, String reference, String code) {
    Map<String, Object> payload = common("verification-code");
    payload.put("enrolment", member(verification, "enrolment"));
    payload.put(
        "original", map("messageId", member(verification, "messageId"), "kind", "verification"));
    payload.put("reference", reference);
    payload.put("code", code);
    return payload;
  }

  static Map<String, Object> reversal(Map<String, Object> authorization) {
    Map<String, Object> payload = ofAuthorization("reversal", authorization);
    payload.put("amount", member(authorization, "amount"));
    payload.put("reason", "outcome_unknown");
    return payload;
  }

  static Map<String, Object> refund(Map<String, Object> authorization, long value) {
    Map<String, Object> payload = ofAuthorization("refund", authorization);
    payload.put("amount", amount(value));
    return payload;
  }

  static Map<String, Object> holderNotice(String enrolment) {
    Map<String, Object> payload = common("holder-notice");
    payload.put("enrolment", enrolment);
    payload.put("enrolledAt", "2027-03-10T11:59:50Z");
    payload.put("alias", "s…r");
    return payload;
  }

  static Map<String, Object> echo(String text) {
    Map<String, Object> payload = common("echo");
    payload.put("text", text);
    return payload;
  }

  static Map<String, Object> reconciliation(Instant from, Instant until) {
    Map<String, Object> payload = common("reconciliation");
    payload.put("from", from.toString());
    payload.put("until", until.toString());
    return payload;
  }

  private static Map<String, Object> ofAuthorization(
      String kind, Map<String, Object> authorization) {
    Map<String, Object> payload = common(kind);
    payload.put("payment", member(authorization, "payment"));
    payload.put(
        "original", map("messageId", member(authorization, "messageId"), "kind", "authorization"));
    return payload;
  }

  /** The same message, transmitted once more. */
  static Map<String, Object> repeat(Map<String, Object> payload, Instant now) {
    Map<String, Object> repeat = new LinkedHashMap<>(payload);
    repeat.put("repeat", (Integer) member(payload, "repeat") + 1);
    return fresh(repeat, now);
  }

  static Map<String, Object> fresh(Map<String, Object> payload, Instant now) {
    payload.put("jti", jti());
    payload.put("iat", now.getEpochSecond());
    payload.put("exp", now.getEpochSecond() + 60);
    return payload;
  }

  private static Map<String, Object> common(String kind) {
    return map(
        "iss",
        RunningBank.ISSUER,
        "aud",
        RunningBank.INSTITUTION,
        "kind",
        kind,
        "messageId",
        id("msg"),
        "repeat",
        0);
  }

  private static Map<String, Object> card(String number) {
    return map(
        "number", number, "expiry", "2029-11", "holderName", "Ada Lovelace", "gender", "female");
  }

  static Map<String, Object> amount(long value) {
    return map("value", value, "currency", "EUR");
  }

  static Object member(Map<String, Object> payload, String name) {
    return Objects.requireNonNull(payload.get(name));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> members(Map<String, Object> payload, String name) {
    return (Map<String, Object>) member(payload, name);
  }

  static String id(String prefix) {
    StringBuilder id = new StringBuilder(prefix).append("_0");
    RANDOM.ints(25, 0, CROCKFORD.length()).forEach(i -> id.append(CROCKFORD.charAt(i)));
    return id.toString();
  }

  static String jti() {
    byte[] jti = new byte[16];
    RANDOM.nextBytes(jti);
    return Base64Url.encode(jti);
  }

  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
