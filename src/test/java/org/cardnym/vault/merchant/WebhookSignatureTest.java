package org.cardnym.vault.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of Standard Webhooks, against its own library and against a second Ed25519. */
class WebhookSignatureTest {
  private static final String ID = "evt_01h455vb4pex5vsknk084sn02q";
  private static final String BODY =
      "{\"id\":\"" + ID + "\",\"data\":{\"text\":\"M\u00fcller \u20ac\"}}";
  private static final byte[] SECRET = HexFormat.of().parseHex("00".repeat(16) + "ff".repeat(16));

  @Test
  void theSpecificationsOwnLibraryTakesOurHmac() throws Exception {
    long now = Instant.now().getEpochSecond();
    String signature =
        WebhookSignature.of(WebhookKey.Kind.HMAC, SECRET, WebhookSignature.text(ID, now, BODY));

    library().verify(BODY, headers(now, signature));
    library().verify(BODY, headers(now, "v1,AAAA v1a,AAAA " + signature));
    assertThat(library().sign(ID, now, BODY)).isEqualTo(signature);
  }

  @Test
  void theLibraryRefusesAnotherBodyTimeOrSecret() throws Exception {
    long now = Instant.now().getEpochSecond();
    byte[] text = WebhookSignature.text(ID, now, BODY);
    String signature = WebhookSignature.of(WebhookKey.Kind.HMAC, SECRET, text);
    String others = WebhookSignature.of(WebhookKey.Kind.HMAC, new byte[32], text);

    refused(BODY + " ", headers(now, signature));
    refused(BODY, headers(now + 1, signature));
    refused(BODY, headers(now, others));
    refused(BODY, headers(now - 600, library().sign(ID, now - 600, BODY)));
  }

  /** RFC 8032 §7.1, tests 1 to 3. */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
  })
  void weSignAsTheStandardsExamplesDo(String key, String message, String signature) {
    var hex = HexFormat.of();

    assertThat(hex.formatHex(Ed25519.sign(hex.parseHex(key), hex.parseHex(message))))
        .isEqualTo(signature);
  }

  @Test
  void anotherImplementationTakesOurEd25519() {
    Ed25519.Pair pair = Ed25519.generate();
    byte[] text = WebhookSignature.text(ID, 1_700_000_000, BODY);
    String signature = WebhookSignature.of(WebhookKey.Kind.ED25519, pair.privateKey, text);
    String key = WebhookSignature.publicKey(pair.publicKey);

    assertThat(key).startsWith("whpk_").hasSize(5 + 44);
    assertThat(Verifier.holds(key, signature, text)).isTrue();
    assertThat(Verifier.holds(key, signature, WebhookSignature.text(ID, 1_700_000_001, BODY)))
        .isFalse();
    assertThat(
            Verifier.holds(
                WebhookSignature.publicKey(Ed25519.generate().publicKey), signature, text))
        .isFalse();
  }

  @Test
  void everyPairIsAnother() {
    assertThat(Ed25519.generate().privateKey)
        .hasSize(32)
        .isNotEqualTo(Ed25519.generate().privateKey);
  }

  @Test
  void theBytesAreThoseOfTheGoldenExample() {
    assertThat(WebhookSignature.text("evt_1", 12, "{}")).asString().isEqualTo("evt_1.12.{}");
    assertThat(
            WebhookSignature.of(WebhookKey.Kind.HMAC, SECRET, "x".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1,1HpD/QpOQwKLqMRd8LS1LiXwyD4uFLfIUsQC8L7pfEk=");
    assertThat(WebhookSignature.secret(SECRET))
        .isEqualTo("whsec_AAAAAAAAAAAAAAAAAAAAAP////////////////////8=");
  }

  @Test
  void aSecretDoesNotPrint() {
    var secret = new WebhookSecret(SECRET);

    assertThat(secret).hasToString("WebhookSecret");
    assertThat(secret.reveal()).startsWith("whsec_");
    assertThat(
            new org.cardnym.vault.merchant.Webhook(
                    "https://shop.example",
                    Signatures.HMAC,
                    org.cardnym.vault.merchant.Webhook.State.ACTIVE,
                    List.of(),
                    secret)
                .toString())
        .doesNotContain(secret.reveal());
  }

  private static Webhook library() {
    return new Webhook(WebhookSignature.secret(SECRET));
  }

  private static void refused(String body, Map<String, List<String>> headers) {
    assertThatThrownBy(() -> library().verify(body, headers))
        .isInstanceOf(WebhookVerificationException.class);
  }

  private static Map<String, List<String>> headers(long at, String signature) {
    return Map.of(
        "webhook-id", List.of(ID),
        "webhook-timestamp", List.of(Long.toString(at)),
        "webhook-signature", List.of(signature));
  }
}
