package org.cardnym.vault.notice;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads where text messages go, and says, property by property, what is unsafe or missing. */
final class TextReader {
  private static final String PREFIX = "cardnym.sms.";

  /** RFC 6750 §2.1; at least 128 bits, however few a letter holds. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{22,4096}=*");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Duration MOST_PATIENCE = Duration.ofSeconds(15);

  private final TextConfig config;
  private final boolean plainAllowed;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param plainAllowed true where the sandbox's own machine may be spoken to in plain http
   */
  TextReader(TextConfig config, boolean plainAllowed) {
    this.config = config;
    this.plainAllowed = plainAllowed;
  }

  /** Empty where nothing is configured, and where {@link #problems} has some. */
  Optional<TextTarget> read() {
    if (config.endpoint().isEmpty()) {
      require(config.tokenFile().isEmpty(), "token-file", "is set, and .endpoint is not");
      require(config.trust().isEmpty(), "trust", "is set, and .endpoint is not");
      return Optional.empty();
    }
    URI endpoint = endpoint(config.endpoint().get());
    String token = config.tokenFile().map(this::token).orElse(null);
    require(config.tokenFile().isPresent(), "token-file", "must be set beside .endpoint");
    Optional<SSLContext> trust = config.trust().map(this::trusting);
    Duration patience = config.patience();
    boolean patient = patience.isPositive() && patience.compareTo(MOST_PATIENCE) <= 0;
    require(patient, "patience", "must be above nought and at most 15s");
    return endpoint == null || token == null || !problems.isEmpty()
        ? Optional.empty()
        : Optional.of(new TextTarget(endpoint, token, trust, patience));
  }

  List<String> problems() {
    return problems;
  }

  private @Nullable URI endpoint(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException none) {
      require(false, "endpoint", "must be an address");
      return null;
    }
    boolean bare =
        uri.getHost() != null
            && uri.getRawUserInfo() == null
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null;
    require(bare, "endpoint", "must be scheme, host, port and path, without user or query");
    boolean here =
        plainAllowed && "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
    require(
        here || "https".equals(uri.getScheme()), "endpoint", "must be https: codes travel there");
    return uri;
  }

  private @Nullable String token(Path file) {
    try {
      var others = Files.getPosixFilePermissions(file);
      others.removeAll(PosixFilePermissions.fromString("rw-------"));
      require(others.isEmpty(), "token-file", "must be readable by its owner only (0600)");
      String token = Files.readString(file).lines().findFirst().orElse("").strip();
      require(
          TOKEN.matcher(token).matches(), "token-file", "must hold a token of 22 letters or more");
      return token;
    } catch (IOException unreadable) {
      require(false, "token-file", "can't be read");
      return null;
    }
  }

  private @Nullable SSLContext trusting(Path file) {
    try (var in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + store.size(), each);
      }
      require(store.size() > 0, "trust", "must hold certificates in PEM");
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException unfit) {
      require(false, "trust", "must hold certificates in PEM");
      return null;
    }
  }

  private void require(boolean holds, String property, String words) {
    if (!holds) {
      problems.add(PREFIX + property + " " + words);
    }
  }
}
