package org.cardnym.vault.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the trail is made of, as it is handed out; bytes are hexadecimal. */
public sealed interface TrailRecord {
  /** How many bytes it takes at most. */
  int length();

  /**
   * A signed batch.
   *
   * @param root Merkle tree hash (RFC 6962 §2.1) of the entries' hashes
   * @param previous the hash of the batch before it; 32 bytes of nought before the first
   * @param signature ECDSA P-256 with SHA-256 over {@code hash}, r then s (IEEE P1363)
   */
  record Batch(
      long number,
      int count,
      String root,
      String previous,
      String hash,
      String signature,
      int keyVersion)
      implements TrailRecord {
    /** Tells the kinds of a mixed list apart. */
    @JsonProperty
    public String kind() {
      return "batch";
    }

    @Override
    public int length() {
      return root.length() + previous.length() + hash.length() + signature.length() + 100;
    }
  }

  /**
   * An entry; all from {@code id} to {@code facts} as its hash covers it.
   *
   * @param batch where it claims to stand, or null
   * @param facts JSON, as text
   * @param genuine whether the vault's seal fits, which only the vault can tell
   * @param refused whether it was set aside
   */
  record Entry(
      @Nullable Long batch,
      @Nullable Integer position,
      UUID id,
      String at,
      String replica,
      String actor,
      String action,
      @Nullable String subject,
      String outcome,
      String facts,
      String hash,
      boolean genuine,
      boolean refused)
      implements TrailRecord {
    /** Of one character in JSON: where it is a control character, for instance. */
    private static final int BYTES = 6;

    static Entry of(AuditRow row, boolean genuine) {
      return new Entry(
          row.batch,
          row.position,
          row.entryId,
          row.at.toString(),
          row.replica,
          row.actor,
          row.action,
          row.subject,
          row.outcome,
          row.facts,
          HexFormat.of().formatHex(row.hash),
          genuine,
          row.refused);
    }

    /** Tells the kinds of a mixed list apart. */
    @JsonProperty
    public String kind() {
      return "entry";
    }

    @Override
    public int length() {
      int named = subject == null ? 0 : subject.length();
      int said = replica.length() + actor.length() + action.length() + named + outcome.length();
      return BYTES * (said + facts.length() + hash.length()) + 300;
    }
  }
}
