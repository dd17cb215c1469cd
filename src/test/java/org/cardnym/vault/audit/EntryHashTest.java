package org.cardnym.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The stored format, byte for byte: what was signed years ago is checked by the same hashes. */
class EntryHashTest {
  private static final String FIRST =
      "b4ace42cd7ae623eba09a79f0878046a63e3936a97bf84ef4eadcd84ddf4bf8a";
  private static final String SECOND =
      "f4014e84c725dac9aa50c192834cf01d23c7769ee64b88a21d39f121f2d88ac4";

  @Test
  void ofAnEntryWithASubjectAndOneWithout() {
    AuditRow first = row("1", "2026-11-22T10:00:00.123456Z", "person:ölga", "POLICY_CHANGED");
    first.subject = "limited_card";
    first.facts = "{\"rule\":\"limited_card\"}";
    AuditRow second = row("2", "2026-11-22T10:00:01Z", "vault", "KEYS_CREATED");

    assertThat(hex(EntryHash.of(first))).isEqualTo(FIRST);
    assertThat(hex(EntryHash.of(second))).isEqualTo(SECOND);
  }

  @Test
  void ofABatch() {
    byte[] a = HexFormat.of().parseHex(FIRST);
    byte[] b = HexFormat.of().parseHex(SECOND);

    byte[] root = EntryHash.root(List.of(a, b, a));

    assertThat(hex(root))
        .isEqualTo("4f900ce7967b583040289f24cc053dc0ea815fbe61b206c070b1056b2570fd39");
    assertThat(hex(EntryHash.batch(7, 3, root, new byte[32])))
        .isEqualTo("d19f314c14a825020e095d78a2cdcc2226a003aaca7edbe68453b5bf9e4ff33b");
  }

  private static AuditRow row(String last, String at, String actor, String action) {
    var row = new AuditRow();
    row.entryId = UUID.fromString("01932f3e-7c00-7000-8000-00000000000" + last);
    row.at = Instant.parse(at);
    row.replica = "replica-1";
    row.actor = actor;
    row.action = action;
    row.outcome = "DONE";
    row.facts = "{}";
    return row;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
