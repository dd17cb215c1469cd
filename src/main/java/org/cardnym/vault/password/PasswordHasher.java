package org.cardnym.vault.password;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.SecureRandom;

/** Hashes and compares passwords in the bounded pool. */
@ApplicationScoped
class PasswordHasher {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Stands for what is no password, which may be empty: engines want a byte at least. */
  private static final byte[] UNFIT = {0};

  private final Argon2Cost cost;
  private final Argon2Engine engine;

  /** Two, so that whoever sets passwords in numbers keeps nobody from proving theirs. */
  private final HashingPool judging;

  private final HashingPool setting;

  private final HashingMeters meters;

  PasswordHasher(HashingConfig config, MeterRegistry meters) {
    this.cost = config.cost();
    this.engine = Argon2Engines.choose();
    int threads = config.threads().orElse(Runtime.getRuntime().availableProcessors());
    this.judging = new HashingPool(threads, config.waiting(), config.patience());
    this.setting = new HashingPool(1, Math.max(1, config.waiting() / 4), config.patience());
    this.meters = new HashingMeters(meters, judging, threads);
  }

  /** A new hash at the configured cost, with 16 random bytes of salt. */
  Phc hash(Password password) {
    byte[] salt = random(Phc.SALT_SIZE);
    return new Phc(
        cost, salt, meters.time(() -> setting.run(() -> engine.hash(cost, password.utf8(), salt))));
  }

  /** The same in a turn that was taken to judge. */
  Phc hash(HashingTurn turn, Password password) {
    byte[] salt = random(Phc.SALT_SIZE);
    return new Phc(
        cost,
        salt,
        meters.time(() -> judging.run(turn, () -> engine.hash(cost, password.utf8(), salt))));
  }

  /** True if new hashes are made at another cost. */
  boolean stale(Phc hash) {
    return !hash.cost().equals(cost);
  }

  /** Counts a hash that took a stale one's place. */
  void renewed() {
    meters.renewed();
  }

  /** A place among those who judge. */
  HashingTurn turn() {
    return meters.counting(judging::turn);
  }

  /**
   * Compares in constant time, at the cost that the hash was made with; the same work for an unfit
   * password.
   */
  boolean matches(HashingTurn turn, Password password, Phc hash) {
    byte[] text = password.fit() ? password.utf8() : UNFIT;
    byte[] tag =
        meters.time(() -> judging.run(turn, () -> engine.hash(hash.cost(), text, hash.salt())));
    return MessageDigest.isEqual(tag, hash.tag()) & password.fit();
  }

  /** A hash that no password is known to match, for payers without one. */
  Phc unmatched() {
    return new Phc(cost, random(Phc.SALT_SIZE), random(Argon2Engine.TAG_SIZE));
  }

  @PreDestroy
  void stop() {
    judging.close();
    setting.close();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
