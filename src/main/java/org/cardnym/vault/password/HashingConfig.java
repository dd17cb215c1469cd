package org.cardnym.vault.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How passwords are hashed, and how many at a time. */
@ConfigMapping(prefix = "cardnym.password")
interface HashingConfig {
  @WithDefault("19456")
  int memoryKib();

  @WithDefault("2")
  int iterations();

  @WithDefault("1")
  int parallelism();

  /** Hashes computed at the same time; the processors if not set. */
  OptionalInt threads();

  /** Hashes that may wait for a thread; more are refused at once. */
  @WithDefault("64")
  int waiting();

  /** How long one may wait and run. */
  @WithDefault("5S")
  Duration patience();

  /** A file of further passwords that nobody may set, one a line, UTF-8. */
  Optional<Path> blockList();

  default Argon2Cost cost() {
    return new Argon2Cost(memoryKib(), iterations(), parallelism());
  }
}
