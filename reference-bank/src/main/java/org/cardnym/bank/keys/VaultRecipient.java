package org.cardnym.bank.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;

/** The vault's public {@code enc} key, which files of customers are sealed to. */
public final class VaultRecipient {

  private VaultRecipient() {}

  /**
   * Reads one public JWK.
   *
   * @throws IllegalArgumentException unless it is a public P-256 key for encryption under its
   *     thumbprint
   */
  public static ECKey load(Path file) throws IOException {
    try {
      JWK key = JWK.parse(Files.readString(file, UTF_8));
      KeyRules.checkIds(List.of(key));
      if (!KeyRules.isP256(key) || !KeyUse.ENCRYPTION.equals(key.getKeyUse()) || key.isPrivate()) {
        throw new IllegalArgumentException("not a public P-256 key for encryption");
      }
      return key.toECKey();
    } catch (ParseException | JOSEException e) {
      throw new IllegalArgumentException("not a JWK");
    }
  }
}
