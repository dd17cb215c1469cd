package org.cardnym.bank.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.cardnym.bank.keys.KeyedHash;
import org.cardnym.bank.wire.StrictJson;

/**
 * Content is every member save those of the transmission (docs/issuer-protocol.md, section 6). The
 * verification code is left out: a hash over three digits, kept for months, would be a way to store
 * them (PCI DSS 3.3.1).
 */
final class ContentHash {

  private static final List<String> OF_THE_TRANSMISSION = List.of("iat", "exp", "jti", "repeat");

  private ContentHash() {}

  static String of(ObjectNode payload, KeyedHash keyedHash) {
    ObjectNode content = payload.deepCopy().remove(OF_THE_TRANSMISSION);
    if (content.get("card") instanceof ObjectNode card) {
      card.remove("verificationCode");
    }
    return keyedHash.of(
        KeyedHash.Purpose.MESSAGE_CONTENT, StrictJson.canonical(content).getBytes(UTF_8));
  }
}
