package org.cardnym.vault.proof;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One way to prove who somebody is: how its tries are counted, how they are judged, how what held
 * is used once.
 *
 * @param <G> what is given
 */
interface Way<G extends GivenProofs> {
  /** What it judges. */
  Class<G> takes();

  /** The doors that a try passes, in this order. Each locks by itself, and never another way's. */
  List<ProofDoor> doors();

  /**
   * True if what it takes can be found by trying, so that strangers' tries at it are slowed where
   * too many fail.
   */
  boolean guessable();

  /** In words, for the mail that tells of a lock: {@code password and code}. */
  String words();

  /**
   * A place to judge at, taken before the try is counted and closed when it is judged.
   *
   * @throws org.cardnym.vault.refusal.Refusal {@code UNAVAILABLE} while too many wait
   */
  Place<G> place();

  /** A place to judge one try. */
  interface Place<G extends GivenProofs> extends AutoCloseable {
    /**
     * Judges; empty for whatever is wrong. The same work for the decoy as for anybody else. Called
     * without a transaction.
     *
     * @param candidate whose proofs they would have to be
     */
    Optional<Held> judge(UUID candidate, ProofTry proofs, G given);

    @Override
    default void close() {}
  }

  /**
   * Proofs that hold.
   *
   * @param amr RFC 8176 method names
   * @param acr the strength reached
   * @param bound how they are tied to what they were given for
   */
  record Held(List<String> amr, String acr, Evidence.Bound bound, Use use) {}

  /** Proofs that hold until they are used. */
  @FunctionalInterface
  interface Use {
    /**
     * Marks them used in the caller's transaction; false if they, or later ones, were used
     * meanwhile.
     */
    boolean once();
  }
}
