package org.cardnym.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check that merchants copy. */
class WebhookCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String AT = Long.toString(NOW.getEpochSecond());
  private static final String BODY = "{\"text\":\"M\u00fcller\"}";

  private final WebhookSigner vault = new WebhookSigner();
  private final WebhookSigner nextKey = new WebhookSigner();

  @Test
  void whatTheVaultSignedIsTaken() {
    assertThat(holds("evt_1", AT, signature(), BODY)).isTrue();
  }

  @Test
  void duringARotationEitherSignatureWillDo() {
    String both = nextKey.sign("evt_1", AT, BODY) + " " + signature();

    assertThat(holds("evt_1", AT, both, BODY)).isTrue();
    assertThat(
            WebhookCheck.holds(
                List.of(nextKey.publicKey(), vault.publicKey()),
                "evt_1",
                AT,
                signature(),
                BODY,
                NOW))
        .isTrue();
    assertThat(holds("evt_1", AT, nextKey.sign("evt_1", AT, BODY), BODY)).isFalse();
  }

  @Test
  void anotherIdTimeBodyOrKeyIsRefused() {
    assertThat(holds("evt_2", AT, signature(), BODY)).isFalse();
    assertThat(holds("evt_1", AT + "0", signature(), BODY)).isFalse();
    assertThat(holds("evt_1", Long.toString(NOW.getEpochSecond() + 1), signature(), BODY))
        .isFalse();
    assertThat(holds("evt_1", AT, signature(), BODY + " ")).isFalse();
    assertThat(WebhookCheck.holds(List.of(), "evt_1", AT, signature(), BODY, NOW)).isFalse();
  }

  @Test
  void whatSomebodyRecordedIsTooOldAfterFiveMinutes() {
    assertThat(WebhookCheck.holds(keys(), "evt_1", AT, signature(), BODY, NOW.plusSeconds(300)))
        .isTrue();
    assertThat(WebhookCheck.holds(keys(), "evt_1", AT, signature(), BODY, NOW.plusSeconds(301)))
        .isFalse();
    assertThat(WebhookCheck.holds(keys(), "evt_1", AT, signature(), BODY, NOW.minusSeconds(301)))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1a,", "v1a,%%%", "v1a,AAAA", "v1,AAAA", "nonsense", "v1a"})
  void whatIsNoSignatureIsRefused(String header) {
    assertThat(holds("evt_1", AT, header, BODY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1e9", "99999999999999999999"})
  void whatIsNoTimeIsRefused(String timestamp) {
    assertThat(holds("evt_1", timestamp, vault.sign("evt_1", timestamp, BODY), BODY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "whpk_", "whpk_AAAA", "whpk_%%%"})
  void whatIsNoKeyVerifiesNothing(String key) {
    assertThat(WebhookCheck.holds(List.of(key), "evt_1", AT, signature(), BODY, NOW)).isFalse();
  }

  private boolean holds(String id, String timestamp, String signatures, String body) {
    return WebhookCheck.holds(keys(), id, timestamp, signatures, body, NOW);
  }

  private List<String> keys() {
    return List.of(vault.publicKey());
  }

  private String signature() {
    return vault.sign("evt_1", AT, BODY);
  }
}
