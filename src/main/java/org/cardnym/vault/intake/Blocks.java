package org.cardnym.vault.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * The digests of a file's blocks, so that each block can be known by itself: SHA-256, in hex, of
 * {@value #LINES} lines with their ends; the last block may have fewer.
 */
public final class Blocks {
  /** Lines of a block. */
  public static final int LINES = 50;

  /** The most lines of a file. */
  public static final int MOST_LINES = 500_000;

  private static final int DIGEST = 32;
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] digests;

  private Blocks(byte[] digests) {
    this.digests = digests;
  }

  /**
   * As a request names them.
   *
   * @throws Refusal {@link ErrorCode#TOO_LARGE}, {@link ErrorCode#MALFORMED}
   */
  public static Blocks of(int lines, List<String> hex) {
    if (lines > MOST_LINES) {
      throw new Refusal(ErrorCode.TOO_LARGE, Map.of("maximum", MOST_LINES));
    }
    boolean fit =
        lines > 0
            && hex.size() == count(lines)
            && hex.stream().allMatch(each -> each.matches("[0-9a-f]{64}"));
    if (!fit) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "blocks"));
    }
    return kept(HEX.parseHex(String.join("", hex)));
  }

  static Blocks kept(byte[] digests) {
    return new Blocks(digests.clone());
  }

  /** How many blocks so many lines make. */
  public static int count(int lines) {
    return (lines + LINES - 1) / LINES;
  }

  /** All of them, 32 bytes each. */
  byte[] bytes() {
    return digests.clone();
  }

  /** In hex, one after the other. */
  public String hex() {
    return HEX.formatHex(digests);
  }

  /** Reads {@link #hex}. */
  public static Blocks parse(String hex) {
    return kept(HEX.parseHex(hex));
  }

  /** The file's digest: SHA-256, in hex, of the blocks' in hex, a line each. */
  public String digest() {
    var text = new StringBuilder();
    for (int at = 0; at < digests.length; at += DIGEST) {
      text.append(HEX.formatHex(digests, at, at + DIGEST)).append('\n');
    }
    return HEX.formatHex(sha256(text.toString().getBytes(StandardCharsets.US_ASCII)));
  }

  /** Whether these bytes are that block. */
  boolean holds(int block, byte[] bytes) {
    int at = block * DIGEST;
    return at + DIGEST <= digests.length
        && MessageDigest.isEqual(
            sha256(bytes), java.util.Arrays.copyOfRange(digests, at, at + DIGEST));
  }

  /** The lines of a block, without their ends; none where there are others than so many. */
  static List<byte[]> lines(byte[] block, int wanted) {
    var lines = new ArrayList<byte[]>();
    int begin = 0;
    for (int at = 0; at < block.length && lines.size() <= wanted; at++) {
      if (block[at] == '\n') {
        lines.add(java.util.Arrays.copyOfRange(block, begin, at));
        begin = at + 1;
      }
    }
    return lines.size() == wanted && begin == block.length ? lines : List.of();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
