package org.cardnym.vault.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.postgresql.Driver;

/**
 * Refuses a database on another machine that is not known by its certificate, whose name must be
 * the host's: its password and every row would go to whoever answers (PCI DSS 4.2.1, 8.3.2).
 */
@ApplicationScoped
class DatabaseSafe implements StartCheck {
  private static final List<String> ADDRESSES =
      List.of("quarkus.datasource.jdbc.url", "quarkus.flyway.jdbc-url");
  private static final String MORE = "quarkus.datasource.jdbc.additional-jdbc-properties.";

  /** What the driver's trust depends on. */
  private static final List<String> TRUST = List.of("sslmode", "sslfactory", "sslhostnameverifier");

  private static final Set<String> CHECKING_FACTORIES =
      Set.of("org.postgresql.ssl.LibPQFactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[?::1]?");

  private final Config config;

  DatabaseSafe(Config config) {
    this.config = config;
  }

  @Override
  public List<String> problems() {
    var problems = new ArrayList<String>();
    for (String property : ADDRESSES) {
      Optional<String> url = config.getOptionalValue(property, String.class);
      if (url.isPresent() && !safe(url.get())) {
        problems.add(
            property
                + " leaves this machine, so it must have sslmode=verify-full and no sslfactory");
      }
    }
    return problems;
  }

  /** By the driver's own reading: what the URL says comes before what stands beside it. */
  private boolean safe(String url) {
    Properties read = Driver.parseURL(url, beside());
    if (read == null) {
      return false;
    }
    boolean here =
        Pattern.compile(",")
            .splitAsStream(read.getProperty("PGHOST", ""))
            .allMatch(host -> LOOPBACK.matcher(host).matches());
    return here || verified(read);
  }

  private static boolean verified(Properties read) {
    String factory = read.getProperty("sslfactory");
    return "verify-full".equals(read.getProperty("sslmode"))
        && (factory == null || CHECKING_FACTORIES.contains(factory))
        && read.getProperty("sslhostnameverifier") == null;
  }

  private Properties beside() {
    var beside = new Properties();
    for (String name : config.getPropertyNames()) {
      if (name.startsWith(MORE)) {
        put(beside, name.substring(MORE.length()).replace("\"", ""), name);
      }
    }
    TRUST.forEach(name -> put(beside, name, MORE + name));
    return beside;
  }

  private void put(Properties beside, String name, String property) {
    config
        .getOptionalValue(property, String.class)
        .ifPresent(value -> beside.setProperty(name, value));
  }
}
