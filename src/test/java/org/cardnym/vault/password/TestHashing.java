package org.cardnym.vault.password;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The configuration as it comes, but for the block-list. */
record TestHashing(Optional<Path> blockList) implements HashingConfig {
  @Override
  public int memoryKib() {
    return 19_456;
  }

  @Override
  public int iterations() {
    return 2;
  }

  @Override
  public int parallelism() {
    return 1;
  }

  @Override
  public OptionalInt threads() {
    return OptionalInt.empty();
  }

  @Override
  public int waiting() {
    return 64;
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(5);
  }
}
