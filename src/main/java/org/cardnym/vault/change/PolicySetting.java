package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Locale;
import org.cardnym.vault.approval.Act;
import org.cardnym.vault.approval.Asked;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.proof.Beyond;
import org.cardnym.vault.proof.OneFactorPolicy;
import org.cardnym.vault.proof.Policies;
import org.cardnym.vault.proof.Rule;

/** A row of the policy, new or other than it was: what payments take fewer proofs, or none. */
@ApplicationScoped
public class PolicySetting implements Act {
  private final Policies policies;
  private final OneFactorPolicy oneFactor;
  private final PolicyRows rows;

  PolicySetting(Policies policies, OneFactorPolicy oneFactor, PolicyRows rows) {
    this.policies = policies;
    this.oneFactor = oneFactor;
    this.rows = rows;
  }

  public static ObjectNode of(Policies.Cap cap) {
    return Asked.of()
        .put("rule", cap.rule().wire())
        .put("currency", cap.currency())
        .put("perPayment", cap.perPayment())
        .put("perDay", cap.perDay())
        .put("beyond", cap.beyond().wire());
  }

  public static ObjectNode of(OneFactorPolicy.Terms terms) {
    return Asked.of()
        .put("rule", OneFactorPolicy.WIRE)
        .put("currency", terms.currency())
        .put("perPayment", terms.perPayment())
        .put("count", terms.count())
        .put("sum", terms.sum());
  }

  @Override
  public String kind() {
    return "policy.set";
  }

  @Override
  public Plan plan(ObjectNode asked) {
    String rule = BankChange.text(asked, "rule");
    String currency = BankChange.text(asked, "currency");
    String standing = rows.standing(rule, currency);
    var lines = new ArrayList<Plan.Line>();
    asked
        .properties()
        .forEach(member -> lines.add(new Plan.Line(member.getKey(), member.getValue().asText())));
    lines.add(new Plan.Line("now", standing));
    return new Plan(rule + "/" + currency, lines, standing);
  }

  @Override
  public void run(ObjectNode asked, String by) {
    String currency = BankChange.text(asked, "currency");
    long perPayment = asked.path("perPayment").asLong();
    if (BankChange.text(asked, "rule").equals(OneFactorPolicy.WIRE)) {
      oneFactor.set(
          new OneFactorPolicy.Terms(
              currency, perPayment, asked.path("count").asInt(), asked.path("sum").asLong()),
          by);
      return;
    }
    policies.set(
        new Policies.Cap(
            Rule.valueOf(named(asked, "rule")),
            currency,
            perPayment,
            asked.path("perDay").asLong(),
            Beyond.valueOf(named(asked, "beyond"))),
        by);
  }

  @Override
  public boolean rehearsed() {
    return true;
  }

  private static String named(ObjectNode asked, String member) {
    return BankChange.text(asked, member).toUpperCase(Locale.ROOT);
  }
}
