package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/** A trail that was exported, read line by line. */
final class FileTrail implements TrailSource {
  private final Path file;
  private final JsonNode head;

  /**
   * @throws Failure if it can't be read, or is no export
   */
  FileTrail(Path file) {
    this.file = file;
    try (TrailLines lines = TrailLines.open(file)) {
      head = lines.next();
    } catch (NoSuchFileException e) {
      throw new Failure(Trouble.FILE_UNREADABLE, "There is no file " + file + ".");
    } catch (IOException e) {
      throw unreadable();
    }
    if (!TrailLines.isHeader(head)) {
      throw new Failure(Trouble.INPUT_INVALID, file + " does not begin as an export of a trail.");
    }
  }

  @Override
  public JsonNode head() {
    return head;
  }

  @Override
  public long from() {
    return head.has("from") ? Whole.number(head.path("from")) : 1;
  }

  @Override
  public boolean read(Consumer<JsonNode> records) {
    try (TrailLines lines = TrailLines.open(file)) {
      lines.next();
      for (JsonNode line = lines.next(); !line.isMissingNode(); line = lines.next()) {
        if (line.path("kind").asText().equals("end")) {
          return lines.next().isMissingNode() && lines.isAtEnd();
        }
        records.accept(line);
      }
      return false;
    } catch (IOException e) {
      throw unreadable();
    }
  }

  private Failure unreadable() {
    return new Failure(Trouble.FILE_UNREADABLE, file + " can't be read.");
  }
}
