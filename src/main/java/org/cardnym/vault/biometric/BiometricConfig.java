package org.cardnym.vault.biometric;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The identity services whose tokens prove a person, by short names of the operator's own; none
 * unless set.
 */
@ConfigMapping(prefix = "cardnym.biometric")
interface BiometricConfig {
  @WithParentName
  Map<String, Service> services();

  /** One of them. */
  interface Service {
    /** The issuer identifier, exactly as it stands in tokens; discovery is asked under it. */
    Optional<String> issuer();

    Optional<String> clientId();

    /** Holds the client's secret, in its first line; for {@code client_secret_basic}. */
    Optional<Path> secretFile();

    /**
     * Holds the client's private key, PKCS#8 in PEM, EC P-256 or RSA; for {@code private_key_jwt}.
     */
    Optional<Path> keyFile();

    /** The {@code kid} under which the service knows that key. */
    Optional<String> keyId();

    /** What payers read on the button. */
    Optional<String> displayName();

    /** The methods that count (RFC 8176). */
    @WithDefault("fpt,face,iris,retina,vbm")
    List<String> methods();

    /** Asked for as {@code acr_values}; the token's must be one of them. None: any will do. */
    Optional<List<String>> acrValues();

    /** Certificates to trust for this service, PEM, in place of the machine's. */
    Optional<Path> trustFile();

    /** How long one call to the service may take. */
    @WithDefault("PT5S")
    java.time.Duration patience();
  }
}
