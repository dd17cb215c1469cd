package org.cardnym.vault.password;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import me.gosimple.nbvcxz.Nbvcxz;

/**
 * The block-list: leaked passwords, words and names, lower case, from the library nbvcxz; nothing
 * else of it is used.
 */
@ApplicationScoped
class CommonPasswords {
  private static final List<String> LISTS =
      List.of("passwords", "english", "surnames", "female-names", "male-names");
  private static final int AT_LEAST = 100_000;

  private final Set<String> words = read();

  boolean has(String lowerCase) {
    return words.contains(lowerCase);
  }

  private static Set<String> read() {
    var words = new HashSet<String>(2 * AT_LEAST);
    for (String list : LISTS) {
      read("/dictionaries/" + list + ".txt", words);
    }
    if (words.size() < AT_LEAST) {
      throw new IllegalStateException("the block-list of passwords is incomplete");
    }
    return Set.copyOf(words);
  }

  private static void read(String resource, Set<String> words) {
    InputStream found = Nbvcxz.class.getResourceAsStream(resource);
    if (found == null) {
      throw new IllegalStateException("the block-list of passwords is missing");
    }
    try (var lines = new BufferedReader(new InputStreamReader(found, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(word -> word.strip().toLowerCase(Locale.ROOT))
          .filter(word -> !word.isEmpty())
          .forEach(words::add);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
