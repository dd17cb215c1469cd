package org.cardnym.bank.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cardnym.bank.decision.Decision;
import org.cardnym.bank.message.Transmission;
import org.cardnym.bank.wire.Base64Url;
import org.cardnym.bank.wire.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * The payload of an answer, bound to the transmission it answers (docs/issuer-protocol.md, section
 * 5).
 */
final class AnswerPayload {

  private static final Duration LIFE = Duration.ofSeconds(60);
  private static final int JTI_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String institution;
  private final String issuer;

  AnswerPayload(String institution, String issuer) {
    this.institution = institution;
    this.issuer = issuer;
  }

  /**
   * @param more members of the kind beside its decision
   */
  String json(
      Transmission transmission,
      String compactJwe,
      Decision decision,
      Instant now,
      Map<String, Object> more) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("iss", institution);
    members.put("aud", issuer);
    members.put("iat", now.getEpochSecond());
    members.put("exp", now.plus(LIFE).getEpochSecond());
    members.put("jti", newJti());
    members.put("kind", transmission.kind().wireName());
    members.put("messageId", transmission.messageId());
    members.put("inReplyTo", transmission.jti());
    members.put("transmission", digest(compactJwe));
    members.put("decision", decision.outcome().wireName());
    members.put("responseCode", decision.responseCode());
    putIfThere(members, "approvalCode", decision.approvalCode());
    putIfThere(members, "reference", decision.reference());
    putIfThere(members, "holderAgreed", decision.holderAgreed());
    members.putAll(more);
    return StrictJson.write(members);
  }

  private static void putIfThere(Map<String, Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  private static String newJti() {
    byte[] jti = new byte[JTI_BYTES];
    RANDOM.nextBytes(jti);
    return Base64Url.encode(jti);
  }

  static String digest(String compactJwe) {
    try {
      byte[] ascii = compactJwe.getBytes(US_ASCII);
      return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(ascii));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
