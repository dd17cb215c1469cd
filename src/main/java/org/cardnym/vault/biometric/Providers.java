package org.cardnym.vault.biometric;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cardnym.vault.readiness.StartCheck;

/** The identity services of the configuration; the vault refuses to start on one that is unsafe. */
@ApplicationScoped
class Providers implements StartCheck {
  private final Map<String, Provider> byName = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  Providers(BiometricConfig config) {
    new TreeMap<>(config.services()).forEach(this::read);
  }

  Optional<Provider> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The same for everybody, whatever name they pay with. */
  List<ProviderChoice> choices() {
    return byName.values().stream()
        .map(provider -> new ProviderChoice(provider.name(), provider.displayName()))
        .toList();
  }

  @Override
  public List<String> problems() {
    return List.copyOf(problems);
  }

  private void read(String name, BiometricConfig.Service service) {
    var reader = new ProviderReader(name, service);
    reader.read().ifPresent(provider -> byName.put(name, provider));
    problems.addAll(reader.problems());
  }
}
