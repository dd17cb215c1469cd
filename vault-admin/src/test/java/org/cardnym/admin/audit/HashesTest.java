package org.cardnym.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import org.cardnym.admin.connection.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The format that the vault signs, byte for byte; its own test pins the same values. */
class HashesTest {
  private static final String FIRST =
      "b4ace42cd7ae623eba09a79f0878046a63e3936a97bf84ef4eadcd84ddf4bf8a";
  private static final String SECOND =
      "f4014e84c725dac9aa50c192834cf01d23c7769ee64b88a21d39f121f2d88ac4";

  @Test
  void ofAnEntryWithASubjectAndOneWithout() {
    JsonNode first =
        json(
            """
            {"id":"01932f3e-7c00-7000-8000-000000000001","at":"2026-11-22T10:00:00.123456Z",
             "replica":"replica-1","actor":"person:ölga","action":"POLICY_CHANGED",
             "subject":"limited_card","outcome":"DONE","facts":"{\\"rule\\":\\"limited_card\\"}"}
            """);
    JsonNode second =
        json(
            """
            {"id":"01932f3e-7c00-7000-8000-000000000002","at":"2026-11-22T10:00:01Z",
             "replica":"replica-1","actor":"vault","action":"KEYS_CREATED","subject":null,
             "outcome":"DONE","facts":"{}"}
            """);

    assertThat(Hashes.hex(Hashes.entry(first))).isEqualTo(FIRST);
    assertThat(Hashes.hex(Hashes.entry(second))).isEqualTo(SECOND);
  }

  @Test
  void ofABatch() {
    byte[] a = HexFormat.of().parseHex(FIRST);
    byte[] b = HexFormat.of().parseHex(SECOND);

    byte[] root = Hashes.root(List.of(a, b, a));

    assertThat(Hashes.hex(root))
        .isEqualTo("4f900ce7967b583040289f24cc053dc0ea815fbe61b206c070b1056b2570fd39");
    assertThat(Hashes.hex(Hashes.batch(7, 3, root, new byte[32])))
        .isEqualTo("d19f314c14a825020e095d78a2cdcc2226a003aaca7edbe68453b5bf9e4ff33b");
  }

  /** Else one could stand in the file for another that was signed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"subject\":{\"of\":\"another\"}",
        "\"subject\":[]",
        "\"replica\":1",
        "\"outcome\":true",
        "\"facts\":{}",
        "\"facts\":null",
        "\"actor\":\"\\ud800\""
      })
  void whatIsNoTextHasNoHash(String member) {
    String name = member.substring(0, member.indexOf(':'));
    String entry =
        """
        {"id":"01932f3e-7c00-7000-8000-000000000002","at":"2026-11-22T10:00:01Z","replica":"1",
         "actor":"?","action":"KEYS_CREATED","subject":null,"outcome":"true","facts":""}
        """;
    String changed = entry.replaceFirst(name + ":[^,}]*", Matcher.quoteReplacement(member));

    assertThat(Hashes.entry(json(entry))).hasSize(Hashes.SIZE);
    assertThat(json(changed).isObject()).isTrue();
    assertThat(Hashes.entry(json(changed))).isEmpty();
  }

  /** Root and hash before it stand beside each other without their lengths. */
  @Test
  void aBatchWhoseHashesAreOfAnotherLengthHasNone() {
    assertThat(Hashes.batch(7, 3, new byte[0], new byte[64])).isEmpty();
    assertThat(Hashes.batch(7, 3, new byte[64], new byte[0])).isEmpty();
  }

  @Test
  void whatIsNoHexFitsNothing() {
    assertThat(Hashes.unhex(new TextNode("zz"))).isEmpty();
    assertThat(Hashes.unhex(new TextNode("abc"))).isEmpty();
  }

  private static JsonNode json(String text) {
    return StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
