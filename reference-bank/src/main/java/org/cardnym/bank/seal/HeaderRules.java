package org.cardnym.bank.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.cardnym.bank.wire.Base64Url;

/**
 * Headers hold exactly the members of docs/issuer-protocol.md, section 3. That leaves no room for
 * {@code zip}, {@code crit}, {@code jku}, {@code jwk}, {@code x5u}, {@code x5c} or {@code b64} (RFC
 * 8725, sections 3.1, 3.6 and 3.10).
 */
final class HeaderRules {

  private static final Set<String> OUTER = Set.of("alg", "enc", "typ", "cty", "kid");
  private static final Set<String> OUTER_WITH_EPK =
      Set.of("alg", "enc", "typ", "cty", "kid", "epk");
  private static final Set<String> INNER = Set.of("alg", "typ", "kid");
  private static final Set<String> EPK = Set.of("kty", "crv", "x", "y");
  private static final int COORDINATE_BYTES = 32;

  private HeaderRules() {}

  static void checkOuter(ObjectNode header, String algorithm) {
    boolean agreement = algorithm.startsWith("ECDH-ES");
    requireMembers(header, agreement ? OUTER_WITH_EPK : OUTER);
    requireText(header, "alg", algorithm);
    requireText(header, "enc", "A256GCM");
    requireText(header, "typ", "cardnym-message+jwe");
    requireText(header, "cty", "JWT");
    if (agreement) {
      checkEphemeralKey(header.get("epk"));
    }
  }

  static void checkInner(ObjectNode header, Set<String> types) {
    requireMembers(header, INNER);
    requireText(header, "alg", "ES256");
    if (!types.contains(text(header, "typ"))) {
      throw new IllegalArgumentException("unknown typ");
    }
  }

  static String text(ObjectNode header, String member) {
    JsonNode value = header.get(member);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException("a header member is no string");
    }
    return value.textValue();
  }

  private static void checkEphemeralKey(JsonNode epk) {
    if (!(epk instanceof ObjectNode key)) {
      throw new IllegalArgumentException("epk is no object");
    }
    requireMembers(key, EPK);
    requireText(key, "kty", "EC");
    requireText(key, "crv", "P-256");
    if (Base64Url.decode(text(key, "x")).length != COORDINATE_BYTES
        || Base64Url.decode(text(key, "y")).length != COORDINATE_BYTES) {
      throw new IllegalArgumentException("epk has another size");
    }
  }

  private static void requireMembers(ObjectNode object, Set<String> names) {
    Set<String> found = new HashSet<>();
    object.fieldNames().forEachRemaining(found::add);
    if (!found.equals(names)) {
      throw new IllegalArgumentException("other members than agreed");
    }
  }

  private static void requireText(ObjectNode header, String member, String value) {
    if (!text(header, member).equals(value)) {
      throw new IllegalArgumentException("a header member has another value");
    }
  }
}
