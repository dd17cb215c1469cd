package org.cardnym.bank.message;

import java.time.Duration;
import java.time.Instant;
import org.cardnym.bank.refusal.Refusal;
import org.cardnym.bank.refusal.RefusalCode;
import org.cardnym.bank.seal.OpenedMessage;
import org.cardnym.bank.wire.Base64Url;

/** Reads and judges the members that every payload has (docs/issuer-protocol.md, section 3). */
final class TransmissionReader {

  private static final Duration OLDEST = Duration.ofSeconds(60);
  private static final Duration AHEAD = Duration.ofSeconds(10);
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(60);
  private static final long LATEST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final int JTI_BYTES = 16;
  private static final int LARGEST = 16 * 1024;
  private static final int MOST_REPEATS = 1_000_000;

  private final String issuer;
  private final String institution;

  TransmissionReader(String issuer, String institution) {
    this.issuer = issuer;
    this.institution = institution;
  }

  Transmission read(OpenedMessage opened, Instant now) {
    Members payload = new Members(opened.payload());
    require(payload.text("iss", 1, LARGEST).equals(issuer), RefusalCode.WRONG_ISSUER);
    require(payload.text("aud", 1, LARGEST).equals(institution), RefusalCode.WRONG_AUDIENCE);
    Transmission transmission =
        new Transmission(
            payload.parsed("jti", TransmissionReader::jti),
            second(payload, "iat"),
            second(payload, "exp"),
            kind(payload, opened.type()),
            payload.text("messageId", Ids.MESSAGE),
            (int) payload.integer("repeat", 0, MOST_REPEATS));
    checkTimes(transmission, now);
    return transmission;
  }

  private static void checkTimes(Transmission transmission, Instant now) {
    Instant issuedAt = transmission.issuedAt();
    Instant expiresAt = transmission.expiresAt();
    require(!issuedAt.isBefore(now.minus(OLDEST)), RefusalCode.EXPIRED);
    require(!issuedAt.isAfter(now.plus(AHEAD)), RefusalCode.FROM_THE_FUTURE);
    require(!expiresAt.isBefore(now), RefusalCode.EXPIRED);
    require(!expiresAt.isAfter(issuedAt.plus(LONGEST_LIFE)), RefusalCode.EXPIRED);
  }

  private static Kind kind(Members payload, String type) {
    Kind kind =
        Kind.named(payload.text("kind", 1, LARGEST))
            .orElseThrow(() -> new Refusal(RefusalCode.KIND_MISMATCH));
    require(kind.type().equals(type), RefusalCode.KIND_MISMATCH);
    return kind;
  }

  private static Instant second(Members payload, String name) {
    return Instant.ofEpochSecond(payload.integer(name, 0, LATEST_SECOND));
  }

  private static String jti(String text) {
    if (Base64Url.decode(text).length != JTI_BYTES) {
      throw Members.malformed();
    }
    return text;
  }

  private static void require(boolean holds, RefusalCode otherwise) {
    if (!holds) {
      throw new Refusal(otherwise);
    }
  }
}
