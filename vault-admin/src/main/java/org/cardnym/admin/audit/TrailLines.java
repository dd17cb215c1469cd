package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cardnym.admin.connection.StrictJson;

/** The lines of an exported trail: one JSON object each, of a length that is bounded. */
final class TrailLines implements AutoCloseable {
  static final String FORMAT = "cardnym-audit-trail/1";

  /** Bytes; the vault cuts what is longer. */
  private static final int LONGEST = 2 * 1024 * 1024;

  private final InputStream in;
  private long offset;
  private boolean ended;

  private TrailLines(InputStream in) {
    this.in = in;
  }

  static TrailLines open(Path file) throws IOException {
    return new TrailLines(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  static boolean isHeader(JsonNode line) {
    return line.path("kind").asText().equals("trail")
        && line.path("format").asText().equals(FORMAT)
        && line.path("keys").isArray();
  }

  /** The next line; a missing node at the end, and where a line is no JSON or not whole. */
  JsonNode next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.size() == LONGEST) {
        ended = b < 0 && line.size() == 0;
        return MissingNode.getInstance();
      }
      line.write(b);
    }
    JsonNode value = StrictJson.read(line.toByteArray());
    if (!value.isObject()) {
      return MissingNode.getInstance();
    }
    offset += line.size() + 1L;
    return value;
  }

  /** Whether nothing is left, not even half a line. */
  boolean isAtEnd() {
    return ended;
  }

  /** Bytes of the lines that were read whole. */
  long offset() {
    return offset;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
