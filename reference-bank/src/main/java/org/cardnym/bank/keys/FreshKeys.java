package org.cardnym.bank.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.cardnym.bank.wire.Base64Url;
import org.cardnym.bank.wire.StrictJson;

/** Makes the content of a new key file. */
final class FreshKeys {

  static final int HASH_KEY_BYTES = 32;

  private FreshKeys() {}

  static String json(String format, String institution, EncryptionChoice choice) {
    byte[] hashKey = new byte[HASH_KEY_BYTES];
    new SecureRandom().nextBytes(hashKey);
    List<Map<String, Object>> keys =
        List.of(encryptionKey(choice).toJSONObject(), signatureKey().toJSONObject());
    return StrictJson.write(
        Map.of(
            "format", format,
            "version", 1,
            "institution", institution,
            "hashKey", Base64Url.encode(hashKey),
            "keys", keys));
  }

  static JWK encryptionKey(EncryptionChoice choice) {
    try {
      return choice.generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java runtime can't make keys", e);
    }
  }

  static ECKey signatureKey() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java runtime can't make keys", e);
    }
  }
}
