package org.cardnym.admin.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code policy set}: one rule for one currency. */
@Command(
    name = "set",
    description = "Sets a rule for a currency. Amounts are whole minor units: 10000 is 100.00 EUR.",
    footer = "  vault-admin policy set limited_card EUR --per-payment 10000 --per-day 10000")
final class SetPolicy implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "RULE", description = "limited_card or new_browser.")
  private String rule;

  @Parameters(index = "1", paramLabel = "CURRENCY", description = "Three letters (ISO 4217).")
  private String currency;

  @Option(
      names = "--per-payment",
      required = true,
      paramLabel = "AMOUNT",
      description = "The most one payment may take, minor units.")
  private long perPayment;

  @Option(
      names = "--per-day",
      required = true,
      paramLabel = "AMOUNT",
      description = "The most all payments of a day may take, minor units.")
  private long perDay;

  SetPolicy(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("perPayment", perPayment).put("perDay", perDay);
    Reply reply = desk.vault().put(AdminPath.of("policy", rule, currency), body);
    if (!reply.body().isEmpty()) {
      return desk.show(reply);
    }
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    set.put("rule", rule).put("currency", currency).setAll(body);
    return desk.show(new Reply(reply.status(), set));
  }
}
