package org.cardnym.vault.biometric;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one identity service's configuration and says, property by property, what is unsafe in it.
 */
final class ProviderReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
  private static final Pattern WORD = Pattern.compile("[!-~]{1,255}");
  private static final Pattern DISPLAY =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} .&'’()-]{0,39}");

  /** 128 bits, however few a letter holds (FAPI 2.0 §5.3.2.1). */
  private static final int SHORTEST_SECRET = 22;

  private static final Duration MOST_PATIENCE = Duration.ofSeconds(15);

  private final String name;
  private final BiometricConfig.Service service;
  private final List<String> problems = new ArrayList<>();

  ProviderReader(String name, BiometricConfig.Service service) {
    this.name = name;
    this.service = service;
  }

  /** Empty where {@link #problems} has some. */
  Optional<Provider> read() {
    require(
        NAME.matcher(name).matches(),
        "",
        "must be named with lower-case letters, digits and hyphens");
    String issuer = service.issuer().orElse("");
    require(isIssuer(issuer), "issuer", "must be an https address without query");
    String clientId = service.clientId().orElse("");
    require(WORD.matcher(clientId).matches(), "client-id", "must be set");
    String display = service.displayName().orElse("");
    require(DISPLAY.matcher(display).matches(), "display-name", "must be 1 to 40 letters");
    Set<BiometricMethod> methods = methods();
    List<String> acrs = service.acrValues().orElse(List.of());
    require(
        acrs.stream().allMatch(acr -> WORD.matcher(acr).matches()), "acr-values", "must be words");
    Duration patience = service.patience();
    boolean patient = patience.isPositive() && patience.compareTo(MOST_PATIENCE) <= 0;
    require(patient, "patience", "must be above nought and at most 15s");
    ClientProof proof = proof();
    ProviderHttp http = patient ? http(patience) : null;
    if (!problems.isEmpty() || proof == null || http == null) {
      return Optional.empty();
    }
    return Optional.of(new Provider(name, display, issuer, clientId, methods, acrs, proof, http));
  }

  List<String> problems() {
    return problems;
  }

  static boolean isIssuer(String text) {
    try {
      URI uri = URI.create(text);
      return "https".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null;
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  private Set<BiometricMethod> methods() {
    Set<BiometricMethod> methods = EnumSet.noneOf(BiometricMethod.class);
    for (String wire : service.methods()) {
      Optional<BiometricMethod> method = BiometricMethod.named(wire.trim());
      require(method.isPresent(), "methods", "must be some of fpt, face, iris, retina, vbm");
      method.ifPresent(methods::add);
    }
    return methods;
  }

  private @Nullable ClientProof proof() {
    boolean one = service.secretFile().isPresent() != service.keyFile().isPresent();
    require(one, "secret-file", "or .key-file must be set, and not both");
    if (!one) {
      return null;
    }
    if (service.secretFile().isPresent()) {
      return secret(service.secretFile().get());
    }
    require(service.keyId().isPresent(), "key-id", "must name the key of .key-file");
    return service.keyFile().isEmpty() ? null : key(service.keyFile().get());
  }

  private @Nullable ClientProof secret(Path file) {
    try {
      requirePrivate(file, "secret-file");
      String secret = Files.readString(file).lines().findFirst().orElse("");
      require(
          secret.length() >= SHORTEST_SECRET,
          "secret-file",
          "must hold a secret of 22 letters or more");
      return new ClientSecret(secret);
    } catch (IOException unreadable) {
      require(false, "secret-file", "can't be read");
      return null;
    }
  }

  private @Nullable ClientProof key(Path file) {
    try {
      requirePrivate(file, "key-file");
      return new ClientKey(Pem.privateKey(file), service.keyId().orElse(""));
    } catch (IOException | GeneralSecurityException unfit) {
      require(
          false,
          "key-file",
          "must hold a private key, PKCS#8 in PEM, EC P-256 or RSA of 2048 bits");
      return null;
    }
  }

  private @Nullable ProviderHttp http(Duration patience) {
    try {
      return new ProviderHttp(patience, service.trustFile());
    } catch (IOException | GeneralSecurityException unfit) {
      require(false, "trust-file", "must hold certificates in PEM");
      return null;
    }
  }

  private void requirePrivate(Path file, String property) throws IOException {
    var others = Files.getPosixFilePermissions(file);
    others.removeAll(PosixFilePermissions.fromString("rw-------"));
    require(others.isEmpty(), property, "must be readable by its owner only (mode 0600)");
  }

  private void require(boolean holds, String property, String problem) {
    if (!holds) {
      String full = "cardnym.biometric." + name + (property.isEmpty() ? "" : "." + property);
      problems.add(full + " " + problem);
    }
  }
}
