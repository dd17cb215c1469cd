package org.cardnym.vault.standing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.cardnym.vault.readiness.StartCheck;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses a word that the trail would not hold as it is. */
@ApplicationScoped
class RecoverySafe implements StartCheck {
  private final Optional<String> word;

  RecoverySafe(@ConfigProperty(name = "cardnym.recovery.word") Optional<String> word) {
    this.word = word;
  }

  @Override
  public List<String> problems() {
    boolean fits = word.map(each -> each.matches("[A-Za-z0-9._-]{1,64}")).orElse(true);
    return fits
        ? List.of()
        : List.of("cardnym.recovery.word must be 1 to 64 letters, digits, points or hyphens");
  }
}
