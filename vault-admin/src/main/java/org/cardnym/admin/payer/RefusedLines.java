package org.cardnym.admin.payer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.VaultApi;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.jspecify.annotations.Nullable;

/** The lines that the vault did not take: their numbers and why, never what they hold. */
final class RefusedLines {
  private final VaultApi vault;
  private final AdminPath path;

  RefusedLines(VaultApi vault, String id) {
    this.vault = vault;
    this.path = AdminPath.of("payers", "imports", id, "refused").with("limit", "100");
  }

  /**
   * How many there are of each code, in words, such as {@code 3 alias_taken}.
   *
   * @param report where every line goes as CSV, or null
   */
  String tell(@Nullable Path report) {
    Map<String, Integer> codes = new TreeMap<>();
    if (report == null) {
      each((line, code) -> codes.merge(code, 1, Integer::sum));
    } else {
      write(report, codes);
    }
    return codes.entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  private void write(Path report, Map<String, Integer> codes) {
    try (Writer to = Files.newBufferedWriter(report, StandardCharsets.UTF_8)) {
      to.write("line,code\n");
      var rows = new StringBuilder();
      each((line, code) -> {
        codes.merge(code, 1, Integer::sum);
        rows.append(line).append(',').append(code).append('\n');
      });
      to.append(rows);
    } catch (IOException e) {
      throw new Failure(Trouble.FILE_NOT_WRITTEN, report + " can't be written.");
    }
  }

  private void each(BiConsumer<Integer, String> taker) {
    AdminPath next = path;
    while (next != null) {
      JsonNode page = vault.get(next).body();
      for (JsonNode line : page.path("items")) {
        String code = line.path("code").asText();
        taker.accept(
            line.path("line").asInt(), code.matches("[a-z_]{1,40}") ? code : "not_understood");
      }
      next = page.path("next").isTextual() ? path.with("cursor", page.path("next").asText()) : null;
    }
  }
}
