package org.cardnym.bank.message;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.cardnym.bank.card.SecretDigits;

/** Reads what each kind has beyond the common members (docs/issuer-protocol.md, section 4). */
final class KindReader {

  private static final long LARGEST_AMOUNT = 999_999_999_999L;
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern CATEGORY_CODE = Pattern.compile("[0-9]{4}");
  private static final Pattern BOUND = Pattern.compile("signed|recorded");
  private static final Pattern REASON = Pattern.compile("outcome_unknown|canceled");
  private static final Pattern UTC = Pattern.compile("[0-9T:.-]{19,30}Z");
  private static final int LONGEST_NAME = 140;
  private static final int LONGEST_REFERENCE = 64;
  private static final int LONGEST_ALIAS = 16;
  private static final int MOST_METHODS = 16;
  private static final Duration LONGEST_TIME = Duration.ofDays(31);

  private KindReader() {}

  static Message read(Kind kind, Members payload) {
    return switch (kind) {
      case AUTHORIZATION -> authorization(payload);
      case VERIFICATION -> verification(payload);
      case VERIFICATION_CODE -> verificationCode(payload);
      case REVERSAL -> reversal(payload);
      case REFUND -> refund(payload);
      case HOLDER_NOTICE -> holderNotice(payload);
      case ECHO -> new Message.Echo(payload.text("text", 1, LONGEST_REFERENCE));
      case RECONCILIATION -> reconciliation(payload);
    };
  }

  private static Message authorization(Members payload) {
    Members card = payload.object("card");
    CardReader.requireNoVerificationCode(card);
    return new Message.Authorization(
        payload.text("payment", Ids.PAYMENT),
        orderReference(payload.object("order")),
        amount(payload, 1, LARGEST_AMOUNT),
        merchant(payload.object("merchant")),
        CardReader.card(card),
        authentication(payload.object("authentication")));
  }

  private static Message verification(Members payload) {
    Members card = payload.object("card");
    return new Message.Verification(
        payload.text("enrolment", Ids.ENROLMENT),
        amount(payload, 0, 0).currency(),
        CardReader.card(card),
        CardReader.verificationCode(card));
  }

  private static Message verificationCode(Members payload) {
    return new Message.VerificationCode(
        payload.text("enrolment", Ids.ENROLMENT),
        original(payload, Kind.VERIFICATION),
        payload.text("reference", 1, LONGEST_REFERENCE),
        payload.parsed("code", digits -> SecretDigits.of(digits, 4, 10)));
  }

  private static Message reversal(Members payload) {
    return new Message.Reversal(
        payload.text("payment", Ids.PAYMENT),
        original(payload, Kind.AUTHORIZATION),
        amount(payload, 1, LARGEST_AMOUNT),
        payload.text("reason", REASON));
  }

  private static Message refund(Members payload) {
    return new Message.Refund(
        payload.text("payment", Ids.PAYMENT),
        original(payload, Kind.AUTHORIZATION),
        amount(payload, 1, LARGEST_AMOUNT));
  }

  private static Message holderNotice(Members payload) {
    return new Message.HolderNotice(
        payload.text("enrolment", Ids.ENROLMENT),
        time(payload, "enrolledAt"),
        payload.has("alias") ? payload.text("alias", 1, LONGEST_ALIAS) : null);
  }

  private static Message reconciliation(Members payload) {
    Instant from = time(payload, "from");
    Instant until = time(payload, "until");
    if (!from.isBefore(until) || until.isAfter(from.plus(LONGEST_TIME))) {
      throw Members.malformed();
    }
    String cursor = payload.has("cursor") ? payload.text("cursor", 1, LONGEST_REFERENCE) : null;
    return new Message.Reconciliation(from, until, cursor);
  }

  private static Instant time(Members payload, String name) {
    payload.text(name, UTC);
    return payload.parsed(name, Instant::parse);
  }

  private static String original(Members payload, Kind kind) {
    Members original = payload.object("original");
    if (!original.text("kind", 1, LONGEST_REFERENCE).equals(kind.wireName())) {
      throw Members.malformed();
    }
    return original.text("messageId", Ids.MESSAGE);
  }

  private static Money amount(Members payload, long min, long max) {
    Members amount = payload.object("amount");
    return new Money(amount.integer("value", min, max), amount.text("currency", CURRENCY));
  }

  private static String orderReference(Members order) {
    if (order.has("description")) {
      order.text("description", 0, LONGEST_NAME);
    }
    return order.text("reference", 1, LONGEST_REFERENCE);
  }

  private static Merchant merchant(Members merchant) {
    return new Merchant(
        merchant.text("id", Ids.MERCHANT),
        merchant.text("legalName", 1, LONGEST_NAME),
        merchant.text("categoryCode", CATEGORY_CODE),
        merchant.text("country", COUNTRY));
  }

  private static Authentication authentication(Members evidence) {
    return new Authentication(
        evidence.texts("amr", MOST_METHODS, LONGEST_REFERENCE),
        evidence.text("acr", 1, LONGEST_NAME),
        time(evidence, "time"),
        evidence.text("bound", BOUND),
        evidence.text("policy", 1, LONGEST_NAME));
  }
}
