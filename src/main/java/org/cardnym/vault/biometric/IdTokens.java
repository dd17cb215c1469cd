package org.cardnym.vault.biometric;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.cardnym.vault.biometric.ProviderFailed.Reason;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Opens signed ID tokens; the algorithm is ours to allow, and each key's own (RFC 8725 §3.1). */
final class IdTokens {
  private static final Set<String> ALGORITHMS = Set.of("ES256", "PS256");

  /** Where a header would bring or fetch its own key (RFC 8725 §3.10). */
  private static final Set<String> FOREIGN_KEYS = Set.of("jwk", "jku", "x5u", "x5c");

  private static final int MOST_LETTERS = 16 * 1024;

  private IdTokens() {}

  /** The claims, once the signature holds. */
  static ObjectNode open(String compact, KnownProvider service) throws ProviderFailed {
    if (compact.length() > MOST_LETTERS) {
      throw new ProviderFailed(Reason.TOO_LARGE);
    }
    var jws = new JsonWebSignature();
    jws.setAlgorithmConstraints(
        new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT, ALGORITHMS.toArray(String[]::new)));
    try {
      jws.setCompactSerialization(compact);
    } catch (JoseException | RuntimeException none) {
      throw new ProviderFailed(Reason.SHAPE);
    }
    String algorithm = jws.getAlgorithmHeaderValue();
    if (algorithm == null || !ALGORITHMS.contains(algorithm) || !headerFits(jws)) {
      throw new ProviderFailed(Reason.ALGORITHM);
    }
    String keyId = Optional.ofNullable(jws.getKeyIdHeaderValue()).orElse("");
    PublicKey key =
        service
            .keys(keyId)
            .find(keyId, algorithm)
            .orElseThrow(() -> new ProviderFailed(Reason.KEY_UNKNOWN));
    jws.setKey(key);
    return Text.object(payload(jws).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean headerFits(JsonWebSignature jws) {
    String typ = jws.getHeader("typ");
    boolean token = typ == null || typ.toLowerCase(Locale.ROOT).equals("jwt");
    boolean plain = jws.getHeaders().getObjectHeaderValue("crit") == null;
    boolean own =
        FOREIGN_KEYS.stream().allMatch(name -> jws.getHeaders().getObjectHeaderValue(name) == null);
    return token && plain && own;
  }

  private static String payload(JsonWebSignature jws) throws ProviderFailed {
    try {
      if (jws.verifySignature()) {
        return jws.getPayload();
      }
    } catch (JoseException | RuntimeException broken) {
      throw new ProviderFailed(Reason.SIGNATURE);
    }
    throw new ProviderFailed(Reason.SIGNATURE);
  }
}
