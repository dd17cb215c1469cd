package org.cardnym.vault.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.issuer.FakeBank.Message;
import org.cardnym.vault.issuer.FakeBank.Reaction;

/** How a bank writes its answers, by the protocol's page and with a library of its own. */
record Answers(String institution, ECKey key) {
  Reaction honest(Message message) {
    return switch ((String) message.member("kind")) {
      case "reversal", "echo", "holder-notice" -> acknowledged(message);
      case "verification", "verification-code" -> verified(message, true);
      default -> approved(message);
    };
  }

  Reaction approved(Message message) {
    return Reaction.jose(signed(approval(message)));
  }

  Reaction declined(Message message, String code) {
    return Reaction.jose(signed(members(message, "declined", code)));
  }

  Reaction acknowledged(Message message) {
    return Reaction.jose(signed(members(message, "acknowledged", "00")));
  }

  Reaction verified(Message message, boolean holderAgreed) {
    var members = members(message, "approved", "00");
    members.put("holderAgreed", holderAgreed);
    return Reaction.jose(signed(members));
  }

  Reaction codeRequired(Message message, String reference) {
    var members = members(message, "code_required", "00");
    members.put("reference", reference);
    return Reaction.jose(signed(members));
  }

  Map<String, Object> approval(Message message) {
    var members = members(message, "approved", "00");
    members.put("approvalCode", "A1B2C3");
    return members;
  }

  Map<String, Object> members(Message message, String decision, String responseCode) {
    long now = Instant.now().getEpochSecond();
    var members = new LinkedHashMap<String, Object>();
    members.put("iss", institution);
    members.put("aud", message.member("iss"));
    members.put("iat", now);
    members.put("exp", now + 60);
    members.put("jti", jti());
    members.put("kind", message.member("kind"));
    members.put("messageId", message.id());
    members.put("inReplyTo", message.member("jti"));
    members.put("transmission", digest(message.compact()));
    members.put("decision", decision);
    members.put("responseCode", responseCode);
    return members;
  }

  String signed(Map<String, Object> members) {
    return signed(JSONObjectUtils.toJSONString(members), header().build());
  }

  String signed(String payload, JWSHeader header) {
    try {
      var jws = new JWSObject(header, new Payload(payload));
      jws.sign(new ECDSASigner(key));
      return jws.serialize();
    } catch (JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }

  JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256)
        .type(new JOSEObjectType("cardnym-answer+jwt"))
        .keyID(key.getKeyID());
  }

  static String jti() {
    UUID random = UUID.randomUUID();
    var bytes = java.nio.ByteBuffer.allocate(16);
    bytes.putLong(random.getMostSignificantBits()).putLong(random.getLeastSignificantBits());
    return Base64URL.encode(bytes.array()).toString();
  }

  static String digest(String compact) {
    try {
      byte[] ascii = compact.getBytes(StandardCharsets.US_ASCII);
      return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(ascii)).toString();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
