package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.cardnym.vault.approval.Act;
import org.cardnym.vault.approval.Asked;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.proof.OneFactorPolicy;
import org.cardnym.vault.proof.Policies;
import org.cardnym.vault.proof.Rule;

/** A row of the policy goes. */
@ApplicationScoped
public class PolicyRemoval implements Act {
  private final Policies policies;
  private final OneFactorPolicy oneFactor;
  private final PolicyRows rows;

  PolicyRemoval(Policies policies, OneFactorPolicy oneFactor, PolicyRows rows) {
    this.policies = policies;
    this.oneFactor = oneFactor;
    this.rows = rows;
  }

  public static ObjectNode of(String rule, String currency) {
    return Asked.of().put("rule", rule).put("currency", currency);
  }

  @Override
  public String kind() {
    return "policy.unset";
  }

  @Override
  public Plan plan(ObjectNode asked) {
    String rule = BankChange.text(asked, "rule");
    String currency = BankChange.text(asked, "currency");
    String standing = rows.standing(rule, currency);
    return new Plan(
        rule + "/" + currency,
        List.of(
            new Plan.Line("rule", rule),
            new Plan.Line("currency", currency),
            new Plan.Line("now", standing)),
        standing);
  }

  @Override
  public void run(ObjectNode asked, String by) {
    String rule = BankChange.text(asked, "rule");
    String currency = BankChange.text(asked, "currency");
    if (rule.equals(OneFactorPolicy.WIRE)) {
      oneFactor.unset(currency, by);
    } else {
      policies.unset(Rule.valueOf(rule.toUpperCase(Locale.ROOT)), currency, by);
    }
  }

  @Override
  public boolean rehearsed() {
    return true;
  }
}
