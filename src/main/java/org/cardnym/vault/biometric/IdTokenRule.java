package org.cardnym.vault.biometric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.cardnym.vault.biometric.ProviderFailed.Reason;

/** Judges the claims of an ID token whose signature holds (OpenID Connect Core 1.0 §3.1.3.7). */
final class IdTokenRule {
  /** FAPI 2.0 §5.3.2.1: clocks may differ by ten seconds. */
  static final Duration SKEW = Duration.ofSeconds(10);

  /** How long ago the person may have been checked. */
  static final Duration FRESH = Duration.ofMinutes(5);

  /** Keys of a device, in hardware or in software: the second factor beside the body's. */
  private static final List<String> DEVICE = List.of("hwk", "swk");

  /** OpenID Connect Core 1.0 §2. */
  private static final Pattern SUBJECT = Pattern.compile("[ -~]{1,255}");

  private static final int MOST_METHODS = 20;

  private final ObjectNode claims;
  private final Expected expected;
  private final Instant now;

  private IdTokenRule(ObjectNode claims, Expected expected, Instant now) {
    this.claims = claims;
    this.expected = expected;
    this.now = now;
  }

  static Proof judge(ObjectNode claims, Expected expected, Instant now) throws ProviderFailed {
    var rule = new IdTokenRule(claims, expected, now);
    rule.issuedForUs();
    rule.inTime();
    rule.forThisRequest();
    String subject = rule.text("sub");
    require(SUBJECT.matcher(subject).matches(), Reason.SUBJECT);
    JsonNode acr = claims.path("acr");
    List<String> acrs = expected.provider().acrs();
    require(acrs.isEmpty() || (acr.isTextual() && acrs.contains(acr.asText())), Reason.ACR);
    return new Proof(
        expected.provider().name(), expected.provider().issuer(), subject, rule.methods());
  }

  /** §3.1.3.7 steps 2 to 5. */
  private void issuedForUs() throws ProviderFailed {
    String client = expected.provider().clientId();
    require(text("iss").equals(expected.provider().issuer()), Reason.ISSUER);
    List<String> audience = texts("aud");
    require(audience.contains(client), Reason.AUDIENCE);
    // Who shares the token could use it too: then the token must say that it was made for us.
    boolean named = claims.has("azp");
    require(audience.size() == 1 || named, Reason.AUDIENCE);
    require(!named || text("azp").equals(client), Reason.AUDIENCE);
  }

  /** Steps 9 and 10. */
  private void inTime() throws ProviderFailed {
    require(now.isBefore(time("exp").plus(SKEW)), Reason.EXPIRED);
    Instant issued = time("iat");
    require(!issued.isAfter(now.plus(SKEW)) && !issued.isBefore(earliest()), Reason.TIME);
    require(!claims.has("nbf") || !time("nbf").isAfter(now.plus(SKEW)), Reason.TIME);
  }

  /** Steps 11 and 13: made for this very request, by a person checked since. */
  private void forThisRequest() throws ProviderFailed {
    require(text("nonce").equals(expected.nonce()), Reason.NONCE);
    require(claims.has("auth_time"), Reason.AUTHENTICATED_EARLIER);
    Instant authenticated = time("auth_time");
    require(!authenticated.isAfter(now.plus(SKEW)), Reason.TIME);
    require(
        !authenticated.isBefore(now.minus(FRESH)) && !authenticated.isBefore(earliest()),
        Reason.AUTHENTICATED_EARLIER);
  }

  /** When the request was made, by a clock that may be behind ours. */
  private Instant earliest() {
    return expected.begunAt().truncatedTo(ChronoUnit.SECONDS).minus(SKEW);
  }

  /**
   * RFC 8176: something of the body and a key of the device. What else there is, is not passed on.
   */
  private List<String> methods() throws ProviderFailed {
    List<String> all = texts("amr");
    Set<BiometricMethod> accepted = expected.provider().methods();
    List<String> body = accepted.stream().map(BiometricMethod::wire).filter(all::contains).toList();
    List<String> device = DEVICE.stream().filter(all::contains).toList();
    require(!body.isEmpty() && !device.isEmpty(), Reason.METHOD);
    var counted = new ArrayList<>(body);
    counted.addAll(device);
    return List.copyOf(counted);
  }

  private String text(String claim) throws ProviderFailed {
    JsonNode value = claims.path(claim);
    require(value.isTextual(), Reason.SHAPE);
    return value.asText();
  }

  /** One text or a list of them. */
  private List<String> texts(String claim) throws ProviderFailed {
    JsonNode value = claims.path(claim);
    if (value.isTextual()) {
      return List.of(value.asText());
    }
    var texts = new ArrayList<String>();
    for (JsonNode each : value) {
      require(each.isTextual(), Reason.SHAPE);
      texts.add(each.asText());
    }
    require(value.isArray() || value.isMissingNode(), Reason.SHAPE);
    require(texts.size() <= MOST_METHODS, Reason.SHAPE);
    return texts;
  }

  /** RFC 7519 §2, NumericDate; fractions are let fall. */
  private Instant time(String claim) throws ProviderFailed {
    JsonNode value = claims.path(claim);
    require(value.isNumber() && value.canConvertToLong(), Reason.SHAPE);
    long seconds = value.asLong();
    require(seconds >= 0 && seconds <= Instant.MAX.getEpochSecond() / 2, Reason.SHAPE);
    return Instant.ofEpochSecond(seconds);
  }

  private static void require(boolean holds, Reason otherwise) throws ProviderFailed {
    if (!holds) {
      throw new ProviderFailed(otherwise);
    }
  }
}
