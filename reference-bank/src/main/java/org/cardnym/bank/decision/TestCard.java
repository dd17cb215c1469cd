package org.cardnym.bank.decision;

import java.util.Arrays;
import java.util.Optional;
import org.cardnym.bank.card.Pan;
import org.cardnym.bank.card.SecretDigits;

/** The accounts of this bank: the schemes' public test numbers, each with a manner of its own. */
enum TestCard {
  APPROVES("4111111111111111", ResponseCode.APPROVED),
  DATA_ONLY("4012888888881881", VerificationManner.DATA_ONLY),
  OWN_CODE("5555555555554444", VerificationManner.OWN_CODE),
  CODE_WRONG("6011111111111117", VerificationManner.CODE_WRONG),
  INSUFFICIENT_FUNDS("5105105105105100", ResponseCode.INSUFFICIENT_FUNDS),
  EXPIRED("378282246310005", ResponseCode.EXPIRED_CARD),
  DO_NOT_HONOUR("371449635398431", ResponseCode.DO_NOT_HONOUR),
  ISSUER_UNAVAILABLE("38520000023237", ResponseCode.ISSUER_UNAVAILABLE),
  SLOW("3530111333300000", AnswerManner.SLOW),
  SILENT("3566002020360505", AnswerManner.SILENT),
  GARBAGE("6011000990139424", AnswerManner.GARBAGE),
  UNSIGNED("30569309025904", AnswerManner.UNSIGNED);

  private static final SecretDigits CODE = SecretDigits.of("123", 3, 3);
  private static final SecretDigits FOUR_DIGIT_CODE = SecretDigits.of("1234", 4, 4);

  private final Pan number;
  private final ResponseCode authorization;
  private final VerificationManner verification;
  private final AnswerManner answer;

  TestCard(String number, ResponseCode authorization) {
    this(number, authorization, VerificationManner.HOLDER_AGREES, AnswerManner.PROMPT);
  }

  TestCard(String number, VerificationManner verification) {
    this(number, ResponseCode.APPROVED, verification, AnswerManner.PROMPT);
  }

  TestCard(String number, AnswerManner answer) {
    this(number, ResponseCode.APPROVED, VerificationManner.HOLDER_AGREES, answer);
  }

  TestCard(
      String number,
      ResponseCode authorization,
      VerificationManner verification,
      AnswerManner answer) {
    this.number = Pan.of(number);
    this.authorization = authorization;
    this.verification = verification;
    this.answer = answer;
  }

  static Optional<TestCard> of(Pan number) {
    return Arrays.stream(values()).filter(card -> card.number.equals(number)).findFirst();
  }

  /**
   * {@code 1234} where the scheme prints four digits (American Express: prefixes 34 and 37), else
   * {@code 123}.
   */
  SecretDigits verificationCode() {
    boolean fourDigits = number.digits().startsWith("34") || number.digits().startsWith("37");
    return fourDigits ? FOUR_DIGIT_CODE : CODE;
  }

  ResponseCode authorization() {
    return authorization;
  }

  VerificationManner verification() {
    return verification;
  }

  AnswerManner answer() {
    return answer;
  }
}
