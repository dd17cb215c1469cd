package org.cardnym.vault.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.readiness.StartCheck;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses TLS that checks nothing, and certificates of an authority that calls itself one for
 * development, in the vault's own TLS and in what it trusts.
 */
@ApplicationScoped
class TlsSafe implements StartCheck {
  private static final Pattern CERTIFICATES =
      Pattern.compile(
          "quarkus\\.tls\\..*(?:trust-store\\.pem\\.certs|key-store\\.pem\\.[^.]+\\.cert)(?:\\[\\d+])?"
              + "|cardnym\\.biometric\\..*\\.trust-file");
  private static final Pattern TRUST_ALL = Pattern.compile("quarkus\\.tls\\.(?:.*\\.)?trust-all");
  private static final Pattern HOST_NAMES =
      Pattern.compile("quarkus\\.tls\\.(?:.*\\.)?hostname-verification-algorithm");

  private final Config config;
  private final Loosened loosened;

  TlsSafe(Config config, Loosened loosened) {
    this.config = config;
    this.loosened = loosened;
  }

  @Override
  public List<String> problems() {
    var problems = new ArrayList<String>();
    for (String name : config.getPropertyNames()) {
      if (TRUST_ALL.matcher(name).matches() && !value(name).equals("false")) {
        problems.add(name + " must not be set: a server is known by its certificate");
      }
      if (HOST_NAMES.matcher(name).matches() && !value(name).equals("https")) {
        problems.add(name + " must be HTTPS");
      }
      if (CERTIFICATES.matcher(name).matches()
          && !loosened.has(Loosened.Check.DEVELOPMENT_CA)
          && anyForDevelopment(name)) {
        problems.add(name + " holds a certificate of a development authority");
      }
    }
    return problems;
  }

  private String value(String name) {
    return config.getOptionalValue(name, String.class).orElse("").toLowerCase(Locale.ROOT);
  }

  private boolean anyForDevelopment(String name) {
    return config.getOptionalValues(name, Path.class).orElse(List.of()).stream()
        .anyMatch(TlsSafe::forDevelopment);
  }

  private static boolean forDevelopment(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .anyMatch(c ->
              named(c.getIssuerX500Principal().getName())
                  || named(c.getSubjectX500Principal().getName()));
    } catch (IOException | CertificateException unreadable) {
      // Whoever uses the file will say so; here it proves nothing.
      return false;
    }
  }

  private static boolean named(String distinguishedName) {
    String name = distinguishedName.toLowerCase(Locale.ROOT);
    return name.contains("development") || name.contains("sandbox");
  }
}
