package org.cardnym.vault.alias;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Names that nobody gets, nor anything that looks like one; dots, hyphens and underscores don't
 * make them others.
 */
final class ReservedNames {
  private static final String LIST = "/org/cardnym/vault/alias/reserved-names.txt";
  private static final Set<String> SKELETONS = new HashSet<>();

  /** Whatever begins with one of these speaks for the vault. */
  private static final Set<String> BEGINNINGS = new HashSet<>();

  static {
    read()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .forEach(ReservedNames::add);
  }

  private ReservedNames() {}

  /** True if this skeleton is that of a reserved name. */
  static boolean holds(String skeleton) {
    String bare = bare(skeleton);
    return SKELETONS.contains(bare) || BEGINNINGS.stream().anyMatch(bare::startsWith);
  }

  private static void add(String line) {
    if (line.endsWith("*")) {
      BEGINNINGS.add(bare(AliasText.skeleton(line.substring(0, line.length() - 1))));
    } else {
      SKELETONS.add(bare(AliasText.skeleton(line)));
    }
  }

  private static String bare(String skeleton) {
    return skeleton.replace(".", "").replace("-", "").replace("_", "");
  }

  private static String read() {
    try (InputStream list = ReservedNames.class.getResourceAsStream(LIST)) {
      if (list == null) {
        throw new IllegalStateException("the list of reserved names is missing");
      }
      return new String(list.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
