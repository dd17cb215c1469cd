package org.cardnym.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for many needles in all files below a folder, byte by byte. */
final class Sweep {
  /** By their first two bytes. */
  private final Map<Integer, List<Needle>> needles = new HashMap<>();

  Sweep(List<Needle> needles) {
    for (Needle needle : needles) {
      this.needles.computeIfAbsent(pair(needle.bytes(), 0), any -> new ArrayList<>()).add(needle);
    }
  }

  /** What was found and in which file; empty is good. */
  List<String> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).flatMap(file -> in(folder, file).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> in(Path folder, Path file) {
    try {
      return in(Files.readAllBytes(file)).stream()
          .map(found -> folder.relativize(file) + ": " + found)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> in(byte[] hay) {
    List<Needle>[] table = table();
    List<String> found = new ArrayList<>();
    for (int place = 0; place + 1 < hay.length; place++) {
      List<Needle> candidates = table[pair(hay, place)];
      if (candidates != null) {
        for (Needle needle : candidates) {
          if (needle.standsAt(hay, place)) {
            found.add(needle + " at " + place);
          }
        }
      }
    }
    return found;
  }

  @SuppressWarnings("unchecked")
  private List<Needle>[] table() {
    List<Needle>[] table = new List[1 << 16];
    needles.forEach((pair, those) -> table[pair] = those);
    return table;
  }

  private static int pair(byte[] bytes, int place) {
    return (bytes[place] & 0xff) << 8 | (bytes[place + 1] & 0xff);
  }
}
