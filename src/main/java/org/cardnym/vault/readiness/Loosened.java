package org.cardnym.vault.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The checks that a sandbox has switched off, by name. While any is off the vault accepts only the
 * schemes' public test numbers and says SANDBOX wherever it speaks.
 */
@ApplicationScoped
public class Loosened {
  /** One check that may be switched off in the profile {@code sandbox}. */
  public enum Check {
    PLAIN_PAGES,
    LOCALHOST_PAGES,
    DEVELOPMENT_CA,
    LOOPBACK_BANKS,
    LOOPBACK_WEBHOOKS,
    PLAIN_SHOPS,
    PLAIN_MAIL,
    SINGLE_DATABASE,
    PLAIN_PROVIDERS,
    PLAIN_SMS,
    /** Banks, their keys and routes, and the policy are changed by one operator. */
    ONE_OPERATOR;

    /** The name in configuration, for instance {@code plain-pages}. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Set<Check> checks = EnumSet.noneOf(Check.class);

  Loosened(@ConfigProperty(name = "cardnym.loosen") Optional<List<String>> names) {
    for (String name : names.orElse(List.of())) {
      checks.add(Check.valueOf(name.trim().toUpperCase(Locale.ROOT).replace('-', '_')));
    }
  }

  public boolean has(Check check) {
    return checks.contains(check);
  }

  /** True while this vault is no place for real cards. */
  public boolean sandbox() {
    return !checks.isEmpty();
  }

  public Set<Check> all() {
    return Set.copyOf(checks);
  }
}
