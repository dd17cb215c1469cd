package org.cardnym.vault.web;

import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.vault.readiness.StartCheck;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses a log handler that lines reach without {@link LogAllowList}, of whatever kind and name
 * (PCI DSS 3.2.1: what may not be stored may not be logged). A packaged vault only: tests and
 * development want the lines whole.
 */
@ApplicationScoped
class LogSafe implements StartCheck {
  private static final String FILTER = "allow-list";
  private static final List<String> KINDS = List.of("console", "file", "syslog", "socket");
  private static final Pattern NAMED =
      Pattern.compile("(quarkus\\.log\\.handler\\.[a-z]+\\.(?:\"[^\"]+\"|[^.\"]+))\\..+");

  private final Config config;
  private final LaunchMode mode;

  @Inject
  LogSafe(Config config) {
    this(config, LaunchMode.current());
  }

  LogSafe(Config config, LaunchMode mode) {
    this.config = config;
    this.mode = mode;
  }

  @Override
  public List<String> problems() {
    var problems = new ArrayList<String>();
    if (mode != LaunchMode.NORMAL) {
      return problems;
    }
    for (String handler : handlers()) {
      if (!value(handler + ".filter").equals(FILTER)) {
        problems.add(handler + ".filter must be '" + FILTER + "'");
      }
    }
    return problems;
  }

  /** Those that are on: the console and handlers with a name unless switched off, others if on. */
  private Set<String> handlers() {
    var on = new TreeSet<String>();
    for (String kind : KINDS) {
      String handler = "quarkus.log." + kind;
      if (kind.equals("console") ? !says(handler, "false") : says(handler, "true")) {
        on.add(handler);
      }
    }
    for (String property : config.getPropertyNames()) {
      Matcher named = NAMED.matcher(property);
      if (named.matches() && !says(named.group(1), "false")) {
        on.add(named.group(1));
      }
    }
    return on;
  }

  /** The switch by its name of today and by its former one. */
  private boolean says(String handler, String value) {
    return value(handler + ".enabled").equalsIgnoreCase(value)
        || value(handler + ".enable").equalsIgnoreCase(value);
  }

  private String value(String property) {
    return config.getOptionalValue(property, String.class).orElse("");
  }
}
