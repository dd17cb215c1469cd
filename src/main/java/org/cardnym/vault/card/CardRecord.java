package org.cardnym.vault.card;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Arrays;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a card record, format 1, before they are sealed; numbers are big-endian.
 *
 * <pre>
 * offset  size  content
 *      0     1  1, the format
 *      1     1  n, the number's length, 12 to 19
 *      2    19  the number, n ASCII digits, then zeros
 *     21     2  expiry, year
 *     23     1  expiry, month, 1 to 12
 *     24     1  gender: 0 not given, 1 female, 2 male, 3 other
 *     25     2  h, the holder name's length, 1 to 256
 *     27   256  the holder name, h bytes of UTF-8, then zeros
 * </pre>
 *
 * All records are 283 bytes long, so that the sealed one tells neither length. There is no place
 * for a verification code (PCI DSS 3.3.1).
 */
final class CardRecord {
  static final int SIZE = 283;
  static final int MAX_NAME_BYTES = 256;
  private static final byte FORMAT = 1;
  private static final int NUMBER_AT = 2;
  private static final int EXPIRY_AT = 21;
  private static final int NAME_AT = 27;

  private CardRecord() {}

  /** The record of a card, the taker's to wipe. */
  static byte[] write(CardPlain plain, PlaintextAccess access) {
    byte[] number = plain.number(access);
    byte[] name = plain.holderName(access).getBytes(StandardCharsets.UTF_8);
    Gender gender = plain.gender(access);
    var record = ByteBuffer.allocate(SIZE).put(FORMAT).put((byte) number.length).put(number);
    record.position(EXPIRY_AT);
    record
        .putShort((short) plain.expiry(access).getYear())
        .put((byte) plain.expiry(access).getMonthValue());
    record.put((byte) (gender == null ? 0 : gender.ordinal() + 1));
    record.putShort((short) name.length).put(name);
    Arrays.fill(number, (byte) 0);
    Arrays.fill(name, (byte) 0);
    return record.array();
  }

  /**
   * Reads a record.
   *
   * @throws Refusal {@link ErrorCode#ROW_REFUSED} if the bytes are not exactly a record of format 1
   */
  static CardPlain read(byte[] record) {
    if (record.length != SIZE || record[0] != FORMAT) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    byte[] number = part(record, NUMBER_AT, record[1], EXPIRY_AT);
    try {
      var rest = ByteBuffer.wrap(record, EXPIRY_AT, SIZE - EXPIRY_AT);
      YearMonth expiry = YearMonth.of(rest.getShort(), rest.get());
      Gender gender = gender(rest.get());
      byte[] name = part(record, NAME_AT, rest.getShort(), SIZE);
      return new CardPlain(
          Pan.of(number), expiry, new String(name, StandardCharsets.UTF_8), gender, null);
    } catch (DateTimeException | Refusal unfit) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    } finally {
      Arrays.fill(number, (byte) 0);
    }
  }

  private static byte[] part(byte[] record, int from, int length, int end) {
    if (length < 1 || from + length > end) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    for (int i = from + length; i < end; i++) {
      if (record[i] != 0) {
        throw new Refusal(ErrorCode.ROW_REFUSED);
      }
    }
    return Arrays.copyOfRange(record, from, from + length);
  }

  private static @Nullable Gender gender(int code) {
    if (code < 0 || code > Gender.values().length) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    return code == 0 ? null : Gender.values()[code - 1];
  }
}
