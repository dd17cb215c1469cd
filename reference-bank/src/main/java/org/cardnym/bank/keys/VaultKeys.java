package org.cardnym.bank.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The vault's public signature keys, pinned when the bank starts. */
public final class VaultKeys {

  private final Map<String, ECKey> keys;

  private VaultKeys(Map<String, ECKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads a JWK set.
   *
   * @throws IllegalArgumentException if it is empty or holds anything but public P-256 signature
   *     keys under their thumbprints
   */
  public static VaultKeys load(Path file) throws IOException {
    try {
      JWKSet set = JWKSet.parse(Files.readString(file, UTF_8));
      KeyRules.checkIds(set.getKeys());
      return new VaultKeys(
          set.getKeys().stream()
              .map(VaultKeys::signatureKey)
              .collect(Collectors.toUnmodifiableMap(JWK::getKeyID, Function.identity())));
    } catch (ParseException | JOSEException e) {
      throw new IllegalArgumentException("not a JWK set");
    }
  }

  private static ECKey signatureKey(JWK key) {
    boolean forSignatures = key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse());
    if (!KeyRules.isP256(key) || !forSignatures || key.isPrivate()) {
      throw new IllegalArgumentException("only public P-256 signature keys are pinned");
    }
    return key.toECKey();
  }

  /** The key pinned under this id. */
  public Optional<ECKey> pinned(String kid) {
    return Optional.ofNullable(keys.get(kid));
  }

  public int count() {
    return keys.size();
  }
}
