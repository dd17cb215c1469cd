package org.cardnym.vault.issuer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.cardnym.vault.issuer.AnswerRefused.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Whether a verified payload answers this very transmission, and what it decides
 * (docs/issuer-protocol.md §5). Whatever is not exactly right is no answer.
 */
final class AnswerRule {
  private static final long OLDEST = 60;
  private static final long AHEAD = 10;
  private static final Map<String, Event> DECISIONS =
      Map.of(
          "approved", Event.APPROVED,
          "declined", Event.DECLINED,
          "acknowledged", Event.ACKNOWLEDGED,
          "code_required", Event.CODE_REQUIRED);
  private static final Map<Kind, Set<Event>> ALLOWED =
      Map.of(
          Kind.AUTHORIZATION, Set.of(Event.APPROVED, Event.DECLINED),
          Kind.VERIFICATION, Set.of(Event.APPROVED, Event.DECLINED, Event.CODE_REQUIRED),
          Kind.VERIFICATION_CODE, Set.of(Event.APPROVED, Event.DECLINED),
          Kind.REVERSAL, Set.of(Event.ACKNOWLEDGED),
          Kind.REFUND, Set.of(Event.APPROVED, Event.DECLINED),
          Kind.HOLDER_NOTICE, Set.of(Event.ACKNOWLEDGED),
          Kind.ECHO, Set.of(Event.ACKNOWLEDGED),
          Kind.RECONCILIATION, Set.of(Event.ACKNOWLEDGED));

  private AnswerRule() {}

  static Answer judge(ObjectNode payload, Question question, Instant now) throws AnswerRefused {
    require(payload, "iss", question.institutionId(), Reason.PARTIES);
    require(payload, "aud", question.issuer(), Reason.PARTIES);
    requireNow(payload, now.getEpochSecond());
    text(payload, "jti", "[A-Za-z0-9_-]{22}", Reason.SHAPE);
    require(payload, "kind", question.kind().wire(), Reason.MESSAGE);
    require(payload, "messageId", question.messageId(), Reason.MESSAGE);
    require(payload, "inReplyTo", question.jti(), Reason.MESSAGE);
    require(payload, "transmission", question.digest(), Reason.MESSAGE);
    return decision(payload, question.kind());
  }

  private static Answer decision(ObjectNode payload, Kind kind) throws AnswerRefused {
    Event decision = DECISIONS.get(text(payload, "decision", "[a-z_]{1,20}", Reason.DECISION));
    if (decision == null || !ALLOWED.getOrDefault(kind, Set.of()).contains(decision)) {
      throw new AnswerRefused(Reason.DECISION);
    }
    String code = text(payload, "responseCode", "[0-9A-Z]{2}", Reason.DECISION);
    // 00 says approved; it can't stand beside a no, nor another code beside a yes.
    boolean approved = decision == Event.APPROVED;
    if ((approved && !code.equals("00")) || (decision == Event.DECLINED && code.equals("00"))) {
      throw new AnswerRefused(Reason.DECISION);
    }
    String approvalCode = optional(payload, "approvalCode", "[ -~]{1,12}");
    String reference = optional(payload, "reference", "[!-~]{1,64}");
    boolean needed = decision == Event.CODE_REQUIRED && reference == null;
    if (needed || (approved && kind == Kind.AUTHORIZATION && approvalCode == null)) {
      throw new AnswerRefused(Reason.DECISION);
    }
    return new Answer(
        decision, code, approvalCode, reference, agreed(payload, approved && kind.once()));
  }

  /** What an approved verification must say, and no other answer may get wrong. */
  private static boolean agreed(ObjectNode payload, boolean mandatory) throws AnswerRefused {
    JsonNode agreed = payload.path("holderAgreed");
    if (!(agreed.isBoolean() || (agreed.isMissingNode() && !mandatory))) {
      throw new AnswerRefused(Reason.DECISION);
    }
    return mandatory && agreed.booleanValue();
  }

  private static void requireNow(ObjectNode payload, long now) throws AnswerRefused {
    long issued = seconds(payload, "iat");
    long expires = seconds(payload, "exp");
    boolean fresh = issued >= now - OLDEST && issued <= now + AHEAD;
    boolean good = expires > now && expires > issued && expires <= issued + Envelope.LIFE;
    if (!fresh || !good) {
      throw new AnswerRefused(Reason.TIME);
    }
  }

  private static long seconds(ObjectNode payload, String member) throws AnswerRefused {
    JsonNode value = payload.path(member);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || Math.abs(value.longValue()) > Integer.MAX_VALUE * 4L) {
      throw new AnswerRefused(Reason.TIME);
    }
    return value.longValue();
  }

  private static void require(ObjectNode payload, String member, String expected, Reason reason)
      throws AnswerRefused {
    if (!expected.equals(payload.path(member).textValue())) {
      throw new AnswerRefused(reason);
    }
  }

  private static @Nullable String optional(ObjectNode payload, String member, String shape)
      throws AnswerRefused {
    return payload.has(member) ? text(payload, member, shape, Reason.DECISION) : null;
  }

  private static String text(ObjectNode payload, String member, String shape, Reason reason)
      throws AnswerRefused {
    String text = payload.path(member).textValue();
    if (text == null || !text.matches(shape)) {
      throw new AnswerRefused(reason);
    }
    return text;
  }
}
