package org.cardnym.bench.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What a run wants beside the usual.
 *
 * @param postgres the folder of another PostgreSQL's programs, one with pg_dump
 * @param vault further options of a replica
 */
public record Extras(Optional<Path> postgres, IntFunction<List<String>> vault) {
  static final Extras NONE = new Extras(Optional.empty(), replica -> List.of());
}
