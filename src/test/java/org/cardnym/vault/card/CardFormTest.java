package org.cardnym.vault.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardFormTest {
  private static final String LIMIT =
      "\"limit\":{\"currency\":\"EUR\",\"perPayment\":50000,\"perDay\":100000}";
  private static final String REST =
      "\"holderName\":\"Ada Example\",\"expiry\":\"2039-11\",\"verificationCode\":\"123\"," + LIMIT;
  private static final String NUMBER = "\"number\":\"4111111111111111\"";
  private static final PlaintextAccess ACCESS = new PlaintextAccess();

  @Test
  void readsEveryMember() {
    CardForm.Content content = read("{" + NUMBER + ",\"gender\":\"female\"," + REST + "}");

    assertThat(content.plain().number(ACCESS))
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("4111111111111111");
    assertThat(content.plain().verificationCode(ACCESS))
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("123");
    assertThat(content.plain().holderName(ACCESS)).isEqualTo("Ada Example");
    assertThat(content.plain().expiry(ACCESS)).isEqualTo(YearMonth.of(2039, 11));
    assertThat(content.plain().gender(ACCESS)).isEqualTo(Gender.FEMALE);
    assertThat(content.limit()).isEqualTo(new LimitAsked("EUR", 50_000, 100_000));
  }

  @Test
  void readsANumberInGroupsAndWithEscapes() {
    CardForm.Content content = read("{\"number\":\"4111 1111-1111 \\u0031111\"," + REST + "}");

    assertThat(content.plain().number(ACCESS))
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("4111111111111111");
    assertThat(content.plain().gender(ACCESS)).isNull();
  }

  @Test
  void keepsANameOfAnotherScriptInNormalForm() {
    String form =
        "{" + NUMBER + "," + REST.replace("Ada Example", "  Zoe\u0308 \u5c71\u7530 3rd ") + "}";

    assertThat(read(form).plain().holderName(ACCESS)).isEqualTo("Zo\u00eb \u5c71\u7530 3rd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "4111111111111111",
        "{}",
        "{" + REST + "}",
        "{" + NUMBER + "}",
        "{" + NUMBER + "," + REST,
        "{" + NUMBER + "," + REST + "} {}",
        "{" + NUMBER + "," + NUMBER + "," + REST + "}",
        "{" + NUMBER + ",\"remark\":\"x\"," + REST + "}",
        "{\"number\":4111111111111111," + REST + "}",
        "{\"number\":null," + REST + "}",
        "{\"number\":[\"4111111111111111\"]," + REST + "}",
        "{\"number\":\"4111111111111112\"," + REST + "}",
        "{\"number\":\"411111111111111\"," + REST + "}",
        "{\"number\":\"\\uff14111111111111111\"," + REST + "}",
        "{\"4111111111111111\":\"number\"," + REST + "}",
        "{" + NUMBER + ",\"gender\":\"Female\"," + REST + "}",
        "{" + NUMBER + ",\"gender\":null," + REST + "}"
      })
  void refusesAnythingElseWithOneAnswer(String form) {
    assertRefused(form, ErrorCode.CARD_NOT_ADDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"verificationCode\":\"12\"",
        "\"verificationCode\":\"12345\"",
        "\"verificationCode\":\"12a\"",
        "\"verificationCode\":123",
        "\"verificationCode\":\"\""
      })
  void refusesAnUnfitCode(String member) {
    assertRefused(
        ("{" + NUMBER + "," + REST + "}").replace("\"verificationCode\":\"123\"", member),
        ErrorCode.CARD_NOT_ADDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11/39",
        "2039-13",
        "2039-1",
        "203911",
        "+2039-11",
        "2039-11-01",
        "4111111111111111"
      })
  void refusesAnUnfitExpiry(String expiry) {
    assertRefused(
        ("{" + NUMBER + "," + REST + "}").replace("2039-11", expiry), ErrorCode.CARD_NOT_ADDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "4111 1111 1111 1111",
        "Ada \\u202e Example",
        "Ada\\n",
        "\\ud800",
        "\u0664\u0661\u0661\u0661\u0661"
      })
  void refusesANameThatIsNone(String name) {
    assertRefused(
        ("{" + NUMBER + "," + REST + "}").replace("Ada Example", name), ErrorCode.CARD_NOT_ADDED);
  }

  @Test
  void refusesANameThatIsTooLong() {
    assertThat(
            read(("{" + NUMBER + "," + REST + "}").replace("Ada Example", "a".repeat(64))).plain())
        .isNotNull();
    assertRefused(
        ("{" + NUMBER + "," + REST + "}").replace("Ada Example", "a".repeat(65)),
        ErrorCode.CARD_NOT_ADDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"currency\":\"EUR\",\"perPayment\":0,\"perDay\":1}",
        "{\"currency\":\"EUR\",\"perPayment\":-1,\"perDay\":1}",
        "{\"currency\":\"EUR\",\"perPayment\":2,\"perDay\":1}",
        "{\"currency\":\"EUR\",\"perPayment\":1,\"perDay\":1000000000000}",
        "{\"currency\":\"XYZ\",\"perPayment\":1,\"perDay\":1}",
        "{\"currency\":\"eur\",\"perPayment\":1,\"perDay\":1}"
      })
  void saysSoWhereOnlyTheLimitIsUnfit(String limit) {
    assertRefused(
        ("{" + NUMBER + "," + REST + "}").replace(LIMIT, "\"limit\":" + limit),
        ErrorCode.LIMIT_UNFIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "1",
        "{\"currency\":\"EUR\",\"perPayment\":1}",
        "{\"currency\":\"EUR\",\"perPayment\":1,\"perPayment\":1,\"perDay\":1}",
        "{\"currency\":\"EUR\",\"perPayment\":1.5,\"perDay\":2}",
        "{\"currency\":\"EUR\",\"perPayment\":\"1\",\"perDay\":2}",
        "{\"currency\":\"EUR\",\"perPayment\":1,\"perDay\":99999999999999999999}",
        "{\"currency\":\"EUR\",\"perPayment\":1,\"perDay\":{\"a\":{\"b\":1}}}"
      })
  void refusesALimitOfAnotherShape(String limit) {
    assertRefused(
        ("{" + NUMBER + "," + REST + "}").replace(LIMIT, "\"limit\":" + limit),
        ErrorCode.CARD_NOT_ADDED);
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    byte[] form = ("{" + NUMBER + "," + REST + "}").getBytes(StandardCharsets.ISO_8859_1);
    form[form.length - 3] = (byte) 0xff;

    assertThatThrownBy(() -> CardForm.read(form))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.CARD_NOT_ADDED));
  }

  private static CardForm.Content read(String form) {
    return CardForm.read(form.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(String form, ErrorCode code) {
    assertThatThrownBy(() -> read(form))
        .isInstanceOfSatisfying(
            Refusal.class,
            r -> {
              assertThat(r.code()).isEqualTo(code);
              assertThat(r.getCause()).isNull();
              assertThat(r.facts()).isEmpty();
            });
  }
}
