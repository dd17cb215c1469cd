package org.cardnym.bank.export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.cardnym.bank.seal.CustomerSealer;
import org.cardnym.bank.wire.StrictJson;

/**
 * Writes a file of customers line by line, whatever its length.
 *
 * @param institution this bank's id
 * @param issuer the vault's name
 * @param id of this file, 128 random bits in base64url; never used again
 */
public record CustomerFile(
    CustomerSealer sealer, String institution, String issuer, String id, Instant made) {

  private static final Duration LIFE = Duration.ofDays(7);
  private static final int YEARS = 3;

  /**
   * Writes so many made-up customers.
   *
   * @param prefix what their aliases begin with
   * @return the file's digest, as whoever signs for it compares it
   */
  public String write(OutputStream out, String prefix, int count) throws IOException {
    BlockDigest digest = new BlockDigest();
    YearMonth expiry = YearMonth.from(made.atZone(ZoneOffset.UTC)).plusYears(YEARS);
    for (int line = 1; line <= count; line++) {
      ObjectNode record = MadeUpCustomer.members(prefix, line, expiry);
      byte[] bytes =
          (sealer.seal(StrictJson.write(claims(record, line, count))) + "\n").getBytes(US_ASCII);
      out.write(bytes);
      digest.line(bytes);
    }
    return digest.whole();
  }

  private ObjectNode claims(ObjectNode record, int line, int count) {
    return record
        .put("iss", institution)
        .put("aud", issuer)
        .put("iat", made.getEpochSecond())
        .put("exp", made.plus(LIFE).getEpochSecond())
        .put("kind", "customer")
        .put("file", id)
        .put("line", line)
        .put("count", count);
  }
}
