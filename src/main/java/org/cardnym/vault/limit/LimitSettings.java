package org.cardnym.vault.limit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cardnym.vault.readiness.StartCheck;
import org.eclipse.microprofile.config.Config;

/**
 * The tries that configuration sets, within what each limit allows; a name that no limit has is an
 * error, not a no-op.
 */
@ApplicationScoped
class LimitSettings implements StartCheck {
  private static final String PREFIX = "cardnym.limit.";

  private final Config config;

  LimitSettings(Config config) {
    this.config = config;
  }

  /** Tries of each limit, as configured or as they come. */
  Map<Limit, Integer> tries() {
    var tries = new EnumMap<Limit, Integer>(Limit.class);
    for (Limit limit : Limit.values()) {
      tries.put(limit, configured(limit));
    }
    return tries;
  }

  @Override
  public List<String> problems() {
    var problems = new ArrayList<String>();
    for (Limit limit : Limit.values()) {
      int tries = configured(limit);
      if (tries < limit.parts() || tries > limit.ceiling()) {
        problems.add(
            limit.property() + " must be between " + limit.parts() + " and " + limit.ceiling());
      }
    }
    Set<String> known = Stream.of(Limit.values()).map(Limit::property).collect(Collectors.toSet());
    for (String property : config.getPropertyNames()) {
      if (property.startsWith(PREFIX) && !known.contains(property)) {
        problems.add(property + " is the property of no limit");
      }
    }
    return problems;
  }

  private int configured(Limit limit) {
    return config.getOptionalValue(limit.property(), Integer.class).orElse(limit.tries());
  }
}
