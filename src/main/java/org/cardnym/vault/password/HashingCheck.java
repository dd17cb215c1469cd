package org.cardnym.vault.password;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.vault.readiness.StartCheck;

/**
 * Refuses hashes that are too cheap, and pools without bounds; readies the engine and the
 * block-list before the first request.
 */
@ApplicationScoped
class HashingCheck implements StartCheck {
  private final HashingConfig config;
  private final PasswordHasher hasher;
  private final CommonPasswords common;

  HashingCheck(HashingConfig config, PasswordHasher hasher, CommonPasswords common) {
    this.config = config;
    this.hasher = hasher;
    this.common = common;
  }

  @Override
  public List<String> problems() {
    var problems = new ArrayList<String>();
    if (!config.cost().fit()) {
      problems.add(
          "cardnym.password.memory-kib, .iterations and .parallelism are out of bounds: 19456, 2 and 1 are the least");
    }
    if (config.waiting() < 1 || config.waiting() > 10_000 || config.threads().orElse(1) < 1) {
      problems.add(
          "cardnym.password.waiting must be 1 to 10000 and cardnym.password.threads at least 1");
    }
    common.problem().ifPresent(problems::add);
    if (problems.isEmpty()) {
      hasher.unmatched();
      common.has("");
    }
    return problems;
  }
}
