package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.cardnym.admin.terminal.Screen;
import org.jspecify.annotations.Nullable;

/** Standard output: nothing to go on with, and nothing but the lines. */
final class ExportStream implements ExportTarget {
  private final Screen screen;

  ExportStream(Screen screen) {
    this.screen = screen;
  }

  @Override
  public ExportPart left() {
    return ExportPart.NOTHING;
  }

  @Override
  public void write(JsonNode line) {
    screen.line(line);
  }

  @Override
  public void finish() {
    // The process flushes its outputs as it ends, and tells if that fails.
  }

  @Override
  public @Nullable Path file() {
    return null;
  }

  @Override
  public void close() {
    // It is not this command's to close.
  }
}
