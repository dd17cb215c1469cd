package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What there is of an export, up to its last whole page.
 *
 * @param header its first line, or null where there is none
 * @param page the last line of kind {@code page}, or null
 * @param length bytes
 */
record ExportPart(
    @Nullable JsonNode header,
    @Nullable JsonNode page,
    long batches,
    long entries,
    long apart,
    long length) {
  static final ExportPart NOTHING = new ExportPart(null, null, 0, 0, 0, 0);

  static ExportPart read(Path file) throws IOException {
    try (TrailLines lines = TrailLines.open(file)) {
      JsonNode header = lines.next();
      if (!TrailLines.isHeader(header)) {
        return NOTHING;
      }
      ExportPart found = new ExportPart(header, null, 0, 0, 0, lines.offset());
      long[] counts = new long[3];
      for (JsonNode line = lines.next(); !line.isMissingNode(); line = lines.next()) {
        switch (line.path("kind").asText()) {
          case "batch" -> counts[0]++;
          case "entry" -> counts[1]++;
          case "apart" -> counts[2]++;
          case "page" ->
              found = new ExportPart(header, line, counts[0], counts[1], counts[2], lines.offset());
          default -> {
            // The line that ends it comes again.
          }
        }
      }
      return found;
    }
  }
}
