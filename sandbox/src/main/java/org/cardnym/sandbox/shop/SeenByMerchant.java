package org.cardnym.sandbox.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cardnym.sandbox.web.Json;

/**
 * Writes down all that the merchant saw, one JSON object a line: what a browser sent the shop, and
 * what shop and vault told each other. Bearer tokens stay out; a text refused as a card number
 * never comes here.
 */
final class SeenByMerchant {
  private final Path file;
  private final InstantSource clock;

  SeenByMerchant(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  void write(String from, String to, String what, String body) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("from", from);
    line.put("to", to);
    line.put("what", what);
    line.put("body", body);
    append(Json.write(line) + "\n");
  }

  private synchronized void append(String line) {
    try {
      Files.writeString(
          file,
          line,
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      System.err.println("the shop's record can't be written: " + e.getClass().getName());
    }
  }
}
