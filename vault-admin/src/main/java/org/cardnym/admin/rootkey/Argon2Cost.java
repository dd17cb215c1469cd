package org.cardnym.admin.rootkey;

/**
 * What a try at the passphrase costs (Argon2id, RFC 9106).
 *
 * @param memoryKiB kibibytes, 19456 to 1048576
 * @param iterations passes over the memory, 1 to 10
 * @param parallelism lanes, 1 to 4
 */
record Argon2Cost(int memoryKiB, int iterations, int parallelism) {
  /** RFC 9106 section 4, the second recommended choice, on one lane; a third of a second or so. */
  static final Argon2Cost OF_NEW_FILES = new Argon2Cost(65_536, 3, 1);

  Argon2Cost {
    if (memoryKiB < 19_456
        || memoryKiB > 1_048_576
        || iterations < 1
        || iterations > 10
        || parallelism < 1
        || parallelism > 4) {
      throw new IllegalArgumentException("a cost outside the bounds of the format");
    }
  }
}
