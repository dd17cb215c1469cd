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

/** Refuses certificates of an authority that calls itself one for development, in the vault's own TLS and in what it trusts. */
@ApplicationScoped
class DevelopmentCa implements StartCheck {
  private static final Pattern PEM = Pattern.compile("quarkus\\.tls\\..*(?:trust-store\\.pem\\.certs|key-store\\.pem\\.[^.]+\\.cert)(?:\\[\\d+])?");

  private final Config config;
  private final Loosened loosened;

  DevelopmentCa(Config config, Loosened loosened) {
    this.config = config;
    this.loosened = loosened;
  }

  @Override
  public List<String> problems() {
    if (loosened.has(Loosened.Check.DEVELOPMENT_CA)) {
      return List.of();
    }
    var problems = new ArrayList<String>();
    for (String name : config.getPropertyNames()) {
      if (PEM.matcher(name).matches() && config.getOptionalValues(name, Path.class).orElse(List.of()).stream().anyMatch(this::development)) {
        problems.add(name + " holds a certificate of a development authority");
      }
    }
    return problems;
  }

  private boolean development(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .anyMatch(c -> named(c.getIssuerX500Principal().getName()) || named(c.getSubjectX500Principal().getName()));
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
