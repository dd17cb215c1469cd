package org.cardnym.admin.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Amounts;
import org.cardnym.admin.desk.ApprovalReason;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code policy set}: one rule for one currency. */
@Command(
    name = "set",
    description = {
      "Sets a rule for a currency.",
      "Amounts are whole minor units of the currency: 10000 is 100.00 EUR, and 10000 JPY."
    },
    footer = {
      "  vault-admin policy set limited_card EUR --per-payment 10000 --per-day 10000",
      "  vault-admin policy set any_payment EUR --per-payment 50000 --per-day 50000 --beyond signed",
      "  vault-admin policy set failed_proof EUR --per-payment 20000 --beyond end",
      "  vault-admin policy set one_factor EUR --per-payment 3000 --count 5 --sum 10000"
    })
final class SetPolicy implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(
      index = "0",
      paramLabel = "RULE",
      description = {
        "any_payment: no cap without a row.",
        "new_shop, where this payer has paid nothing: no cap without a row.",
        "new_browser, that has not paid for this name: pays nothing without a row.",
        "limited_card, whose holder no bank has asked: pays nothing without a row.",
        "failed_proof: a payment is asked again up to the amount, or without a row.",
        "one_factor, a password alone in a browser that has paid: nothing without a row."
      })
  private String rule;

  @Parameters(index = "1", paramLabel = "CURRENCY", description = "Three letters (ISO 4217).")
  private String currency;

  @Option(
      names = "--per-payment",
      required = true,
      paramLabel = "AMOUNT",
      description = "The most one payment may take, in minor units.")
  private long perPayment;

  @Option(
      names = "--per-day",
      paramLabel = "AMOUNT",
      description =
          "The most all payments of a day may take, in minor units. Default: one payment's.")
  private @Nullable Long perDay;

  @Option(
      names = "--beyond",
      paramLabel = "WHAT",
      description =
          "What becomes of more: refuse it; signed, pay it by a passkey or an identity service; after"
              + " a failed proof, end. Default: refuse.")
  private @Nullable String beyond;

  @Option(
      names = "--count",
      paramLabel = "COUNT",
      description = "one_factor: how many payments since the last strong proof.")
  private @Nullable Integer count;

  @Option(
      names = "--sum",
      paramLabel = "AMOUNT",
      description = "one_factor: the most they may take together, in minor units.")
  private @Nullable Long sum;

  @Mixin private ApprovalReason reason;

  SetPolicy(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    ObjectNode body = body();
    Reply reply = desk.vault().put(reason.on(AdminPath.of("policy", rule, currency)), body);
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    set.put("rule", rule).put("currency", currency).setAll(body);
    JsonNode told = reply.body().isEmpty() ? set : reply.body();
    return desk.show(
        new Reply(reply.status(), desk.screen().isForPeople() ? Amounts.of(told) : told));
  }

  /** What was not said of another rule is not said to the vault either. */
  private ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("perPayment", perPayment);
    boolean oneFactor = rule.equals("one_factor");
    if (!oneFactor || perDay != null) {
      body.put("perDay", perDay == null ? Long.valueOf(perPayment) : perDay);
    }
    if (!oneFactor || beyond != null) {
      body.put("beyond", beyond == null ? "refuse" : beyond);
    }
    if (count != null) {
      body.put("count", count);
    }
    if (sum != null) {
      body.put("sum", sum);
    }
    return body;
  }
}
