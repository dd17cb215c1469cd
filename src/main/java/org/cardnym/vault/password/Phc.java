package org.cardnym.vault.password;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * A hash as the PHC string format writes it: {@code $argon2id$v=19$m=19456,t=2,p=1$<salt>$<tag>}.
 * Does not print.
 */
final class Phc {
  static final int SALT_SIZE = 16;
  private static final Pattern FORMAT =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d)\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

  private final Argon2Cost cost;
  private final byte[] salt;
  private final byte[] tag;

  Phc(Argon2Cost cost, byte[] salt, byte[] tag) {
    this.cost = cost;
    this.salt = salt;
    this.tag = tag;
  }

  /**
   * Reads a hash.
   *
   * @throws Refusal {@link ErrorCode#ROW_REFUSED} if it is none that this room wrote
   */
  static Phc parse(String text) {
    Matcher parts = FORMAT.matcher(text);
    if (!parts.matches()) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    var cost =
        new Argon2Cost(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)));
    return new Phc(
        cost,
        Base64.getDecoder().decode(parts.group(4)),
        Base64.getDecoder().decode(parts.group(5)));
  }

  String text() {
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.iterations(),
            cost.parallelism(),
            encoder.encodeToString(salt),
            encoder.encodeToString(tag));
  }

  Argon2Cost cost() {
    return cost;
  }

  byte[] salt() {
    return salt;
  }

  byte[] tag() {
    return tag;
  }

  @Override
  public String toString() {
    return "Phc";
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
