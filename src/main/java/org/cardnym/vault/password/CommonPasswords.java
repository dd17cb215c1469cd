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
import java.util.Optional;
import java.util.Set;
import me.gosimple.nbvcxz.Nbvcxz;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The block-list: leaked passwords, words and names, lower case, from the library nbvcxz, of which
 * nothing else is used; and what the operator adds.
 */
@ApplicationScoped
class CommonPasswords {
  private static final List<String> LISTS =
      List.of("passwords", "english", "surnames", "female-names", "male-names");
  private static final int AT_LEAST = 100_000;

  private static final Logger LOG = Logger.getLogger(CommonPasswords.class);

  private final Set<String> words = read();
  private final BlockList own;
  private final @Nullable String problem;

  CommonPasswords(HashingConfig config) {
    BlockList list = BlockList.NONE;
    String unfit = null;
    if (config.blockList().isPresent()) {
      try {
        list = BlockList.read(config.blockList().get());
        LOG.infof("password_block_list count=%d", list.size());
      } catch (BlockList.Unfit why) {
        unfit = "cardnym.password.block-list " + why.getMessage();
      }
    }
    this.own = list;
    this.problem = unfit;
  }

  boolean has(String lowerCase) {
    return words.contains(lowerCase) || own.has(lowerCase);
  }

  /** Why the operator's list can't be taken; the vault must not start then. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
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
