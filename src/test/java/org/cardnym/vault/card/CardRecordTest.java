package org.cardnym.vault.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.UUID;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pins the stored bytes: whoever changes them writes a new format beside this one. */
class CardRecordTest {
  private static final PlaintextAccess ACCESS = new PlaintextAccess();
  private static final CardBinding BINDING =
      new CardBinding(
          UUID.fromString("01020304-0506-7708-890a-0b0c0d0e0f10"),
          UUID.fromString("11121314-1516-7718-991a-1b1c1d1e1f20"),
          UUID.fromString("21222324-2526-7728-a92a-2b2c2d2e2f30"));

  private static final String GOLDEN =
      "01" // format
          + "10" // 16 digits
          + "34313131313131313131313131313131"
          + "000000"
          + "07f7"
          + "0b" // 2039-11
          + "01" // female
          + "000b" // 11 bytes of name
          + "416461204578616d706c65"
          + "00".repeat(245);

  @Test
  void isWrittenAsTheGoldenBytes() {
    byte[] record = CardRecord.write(ada("4111111111111111", Gender.FEMALE), ACCESS);

    assertThat(HexFormat.of().formatHex(record)).isEqualTo(GOLDEN);
  }

  @Test
  void goldenBytesAreRead() {
    try (CardPlain read = CardRecord.read(HexFormat.of().parseHex(GOLDEN))) {
      assertThat(read.number(ACCESS))
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo("4111111111111111");
      assertThat(read.expiry(ACCESS)).isEqualTo(YearMonth.of(2039, 11));
      assertThat(read.gender(ACCESS)).isEqualTo(Gender.FEMALE);
      assertThat(read.holderName(ACCESS)).isEqualTo("Ada Example");
      assertThat(read.verificationCode(ACCESS)).isNull();
    }
  }

  @Test
  void holdsNoVerificationCode() {
    var code = CardVerificationCode.of("9371".getBytes(StandardCharsets.US_ASCII));
    var plain =
        new CardPlain(
            PanTest.pan(TestCards.VISA),
            YearMonth.of(2039, 11),
            "Ada Example",
            Gender.FEMALE,
            code);

    assertThat(HexFormat.of().formatHex(CardRecord.write(plain, ACCESS))).isEqualTo(GOLDEN);
  }

  @Test
  void isAsLongForTheShortestAsForTheLongest() {
    byte[] one = CardRecord.write(ada("4222222222222", null), ACCESS);
    byte[] other = CardRecord.write(ada("4111111111111111", Gender.OTHER), ACCESS);

    assertThat(one).hasSameSizeAs(other).hasSize(CardRecord.SIZE);
    assertThat(CardRecord.read(one).gender(ACCESS)).isNull();
  }

  @Test
  void isBoundToFormatPayerCardPurposeAndBank() {
    assertThat(HexFormat.of().formatHex(BINDING.record().bytes()))
        .isEqualTo(
            "0000000d"
                + "636172642d7265636f72642f31" // card-record/1
                + "00000010"
                + "0102030405067708890a0b0c0d0e0f10"
                + "00000010"
                + "1112131415167718991a1b1c1d1e1f20"
                + "00000007"
                + "7061796d656e74" // payment
                + "00000010"
                + "2122232425267728a92a2b2c2d2e2f30");
  }

  @Test
  void itsKeyIsBoundToPayerAndCard() {
    assertThat(HexFormat.of().formatHex(BINDING.owner().bytes()))
        .isEqualTo(
            "00000004"
                + "63617264" // card
                + "00000010"
                + "0102030405067708890a0b0c0d0e0f10"
                + "00000010"
                + "1112131415167718991a1b1c1d1e1f20");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 02", // another format
    "1, 0b", // a number too short
    "1, 14", // a number too long
    "1, ff", // a negative length
    "3, 32", // a wrong check digit
    "20, 01", // something behind the number
    "23, 0d", // month 13
    "24, 04", // no such gender
    "25, 7f", // a name too long
    "26, 00", // no name
    "282, 01" // something behind the name
  })
  void refusesBytesThatAreNoRecord(int at, String value) {
    byte[] record = HexFormat.of().parseHex(GOLDEN);
    record[at] = (byte) Integer.parseInt(value, 16);

    assertThatThrownBy(() -> CardRecord.read(record))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.ROW_REFUSED));
  }

  private static CardPlain ada(String number, @Nullable Gender gender) {
    return new CardPlain(PanTest.pan(number), YearMonth.of(2039, 11), "Ada Example", gender, null);
  }
}
