package org.cardnym.vault;

import jakarta.enterprise.context.ApplicationScoped;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.proof.Policies;
import org.cardnym.vault.proof.Rule;

/**
 * A house in order before each test: the bank open, counters at nought, policy as a sandbox sets
 * it.
 */
@ApplicationScoped
public class TestHouse {
  private final HouseBank bank;
  private final Tables tables;
  private final Policies policies;
  private final Merchants merchants;

  TestHouse(HouseBank bank, Tables tables, Policies policies, Merchants merchants) {
    this.bank = bank;
    this.tables = tables;
    this.policies = policies;
    this.merchants = merchants;
  }

  /** Puts everything in order and opens a new shop. */
  public Shop open() {
    bank.open();
    forgetTries();
    tables.write("delete from policy");
    tables.write("delete from one_factor_policy");
    for (Rule rule : Rule.values()) {
      if (rule.refusesWithoutRow()) {
        policies.set(new Policies.Cap(rule, "EUR", 10_000, 10_000), "test");
      }
    }
    return Shop.open(merchants);
  }

  /** All tests are one client address; what others tried must not count. */
  public void forgetTries() {
    tables.write("delete from limit_counter");
  }
}
