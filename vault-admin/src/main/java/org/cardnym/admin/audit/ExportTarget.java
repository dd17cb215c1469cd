package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the lines of an export go. */
interface ExportTarget extends AutoCloseable {
  /** What an earlier run has written. */
  ExportPart left();

  void write(JsonNode line);

  /** It is whole. */
  void finish();

  /** Null where it is no file. */
  @Nullable Path file();

  @Override
  void close();
}
