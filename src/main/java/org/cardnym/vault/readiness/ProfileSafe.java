package org.cardnym.vault.readiness;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses a packaged vault that does not stand on the profile {@code prod}, whose settings are the
 * strict ones, and loosened checks outside the profile that may loosen. Who can set the environment
 * can't make a test of a vault: only the test runner's own launch mode is one.
 */
@ApplicationScoped
class ProfileSafe implements StartCheck {
  private static final List<String> NEVER_PACKAGED = List.of("test", "dev");

  private final Loosened loosened;

  ProfileSafe(Loosened loosened) {
    this.loosened = loosened;
  }

  @Override
  public List<String> problems() {
    return problems(LaunchMode.current(), ConfigUtils.getProfiles(), loosened.sandbox());
  }

  /**
   * The rule.
   *
   * @param profiles the active ones and their parents
   */
  static List<String> problems(LaunchMode mode, List<String> profiles, boolean loosened) {
    var problems = new ArrayList<String>();
    if (mode == LaunchMode.NORMAL && !profiles.contains("prod")) {
      problems.add("quarkus.profile must be 'prod' or have it as quarkus.config.profile.parent");
    }
    if (mode == LaunchMode.NORMAL && profiles.stream().anyMatch(NEVER_PACKAGED::contains)) {
      problems.add("quarkus.profile must not be 'test' or 'dev' in a packaged vault");
    }
    if (loosened && mode != LaunchMode.TEST && !profiles.contains("sandbox")) {
      problems.add("cardnym.loosen is set outside the profile 'sandbox': remove it");
    }
    return problems;
  }
}
