package org.cardnym.admin.payer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.IntPredicate;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/**
 * A bank's file of customers: sealed lines that only the vault can open. Read block by block, never
 * whole.
 */
final class CustomerFile {
  /** Lines of a block, as the vault takes them. */
  static final int BLOCK = 50;

  private static final int MOST_LINES = 500_000;
  private static final int LONGEST_LINE = 4_096;

  private final Path file;

  CustomerFile(Path file) {
    this.file = file;
  }

  /** Takes one block; false to read no further. */
  @FunctionalInterface
  interface Taker {
    boolean take(int block, byte[] lines);
  }

  /**
   * What the vault is asked to let in.
   *
   * @throws Failure if the file can't be read, is empty or has a line that none can be
   */
  ObjectNode asked(String bank) {
    ObjectNode asked = JsonNodeFactory.instance.objectNode().put("bank", bank);
    ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
    int[] lines = {0};
    blocks(
        block -> true,
        (block, bytes) -> {
          if (block == 0) {
            asked.put("first", firstLine(bytes));
          }
          lines[0] += count(bytes);
          blocks.add(HexFormat.of().formatHex(sha256(bytes)));
          return true;
        });
    if (lines[0] == 0) {
      throw unfit("is empty");
    }
    asked.put("lines", lines[0]).set("blocks", blocks);
    return asked;
  }

  /** The file's digest, as those who sign see it: SHA-256, in hex, of the blocks', a line each. */
  static String digest(ObjectNode asked) {
    var text = new StringBuilder();
    asked.path("blocks").forEach(block -> text.append(block.asText()).append('\n'));
    return HexFormat.of().formatHex(sha256(text.toString().getBytes(StandardCharsets.US_ASCII)));
  }

  /** Reads on from a block. */
  void from(int first, Taker taker) {
    blocks(block -> block >= first, taker);
  }

  private void blocks(IntPredicate wanted, Taker taker) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      byte[] bytes = block(in);
      for (int block = 0; bytes.length > 0; block++) {
        if (block >= MOST_LINES / BLOCK) {
          throw unfit("has more than " + MOST_LINES + " lines");
        }
        if (wanted.test(block) && !taker.take(block, bytes)) {
          return;
        }
        bytes = block(in);
      }
    } catch (NoSuchFileException e) {
      throw new Failure(Trouble.FILE_UNREADABLE, "There is no file " + file + ".");
    } catch (IOException e) {
      throw new Failure(Trouble.FILE_UNREADABLE, file + " can't be read.");
    }
  }

  /** The next lines with their ends; none at the end. */
  private byte[] block(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    int lines = 0;
    int length = 0;
    while (lines < BLOCK) {
      int next = in.read();
      if (next < 0) {
        if (length > 0) {
          throw unfit("ends within a line");
        }
        break;
      }
      bytes.write(next);
      length = next == '\n' ? 0 : length + 1;
      lines += next == '\n' ? 1 : 0;
      if (length > LONGEST_LINE) {
        throw unfit("has a line of more than " + LONGEST_LINE + " characters");
      }
    }
    return bytes.toByteArray();
  }

  private Failure unfit(String why) {
    return new Failure(Trouble.INPUT_INVALID, file + " " + why + ".");
  }

  private static String firstLine(byte[] block) {
    String text = new String(block, StandardCharsets.US_ASCII);
    return text.substring(0, text.indexOf('\n'));
  }

  private static int count(byte[] block) {
    int lines = 0;
    for (byte each : block) {
      lines += each == '\n' ? 1 : 0;
    }
    return lines;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
