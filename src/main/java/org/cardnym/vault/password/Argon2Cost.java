package org.cardnym.vault.password;

/**
 * What one hash costs (RFC 9106 §3.1).
 *
 * @param memoryKib memory in KiB
 * @param iterations passes over it
 * @param parallelism lanes
 */
record Argon2Cost(int memoryKib, int iterations, int parallelism) {
  private static final int MAX_MEMORY_KIB = 1 << 20;
  private static final int MAX_ITERATIONS = 10;
  private static final int MAX_PARALLELISM = 4;

  /**
   * True if no cheaper than what OWASP ASVS 5.0 appendix C accepts, and no dearer than a replica
   * can bear.
   */
  boolean fit() {
    int floor =
        switch (iterations) {
          case 1 -> 47_104;
          case 2 -> 19_456;
          default -> 12_288;
        };
    return iterations >= 1
        && iterations <= MAX_ITERATIONS
        && parallelism >= 1
        && parallelism <= MAX_PARALLELISM
        && memoryKib >= floor
        && memoryKib <= MAX_MEMORY_KIB;
  }
}
