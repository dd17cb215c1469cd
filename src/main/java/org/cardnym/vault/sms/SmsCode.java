package org.cardnym.vault.sms;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyPurpose;

/**
 * Codes of eight digits, 26 bits, good for ten minutes by the vault's own clock (ASVS 5.0 6.5.4,
 * 6.5.5, 6.5.8: at least 20 bits, at most ten minutes). Rows hold them as keyed hashes, over all
 * that they are for.
 */
@ApplicationScoped
class SmsCode {
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CODES = 100_000_000;

  private final IndexKeys hashes;

  SmsCode(IndexKeys hashes) {
    this.hashes = hashes;
  }

  static String fresh() {
    return Integer.toString(CODES + RANDOM.nextInt(CODES)).substring(1);
  }

  static boolean over(Instant madeAt, Instant now) {
    return !now.isBefore(madeAt.plus(LIFE));
  }

  int version() {
    return hashes.version(KeyPurpose.PAGE);
  }

  /**
   * The hash of a code for one payer, one code row, and whatever else it is bound to.
   *
   * @param bound of a fixed length for each label
   */
  byte[] hash(String label, int version, UUID payerId, UUID codeId, byte[] bound, String code) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(Uuids.bytes(payerId));
    all.writeBytes(Uuids.bytes(codeId));
    all.writeBytes(bound);
    all.writeBytes(code.getBytes(StandardCharsets.UTF_8));
    return hashes.value(KeyPurpose.PAGE, version, label, all.toByteArray());
  }

  /** In constant time; spaces in what was typed don't count. */
  boolean same(
      byte[] kept,
      String label,
      int version,
      UUID payerId,
      UUID codeId,
      byte[] bound,
      String typed) {
    String code = typed.replaceAll("\\s", "");
    return MessageDigest.isEqual(hash(label, version, payerId, codeId, bound, code), kept);
  }
}
