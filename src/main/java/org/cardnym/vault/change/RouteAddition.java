package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.Routes;
import org.jspecify.annotations.Nullable;

/** A range of first digits that belongs to a bank from now on. */
@Singleton
public class RouteAddition extends BankChange {
  private final Routes routes;

  RouteAddition(Banks banks, Routes routes) {
    super(banks);
    this.routes = routes;
  }

  public static ObjectNode of(
      UUID bankId, String first, String last, @Nullable String from, @Nullable String until) {
    ObjectNode asked = asked(bankId).put("first", first).put("last", last);
    if (from != null) {
      asked.put("from", from);
    }
    if (until != null) {
      asked.put("until", until);
    }
    return asked;
  }

  @Override
  public String kind() {
    return "bank.routes.add";
  }

  @Override
  List<Plan.Line> lines(ObjectNode asked) {
    var lines = new ArrayList<Plan.Line>();
    for (String member : List.of("first", "last", "from", "until")) {
      if (asked.has(member)) {
        lines.add(new Plan.Line(member, text(asked, member)));
      }
    }
    return lines;
  }

  @Override
  String standing(ObjectNode asked) {
    return "";
  }

  @Override
  public void run(ObjectNode asked, String by) {
    routes.add(
        by,
        bankId(asked),
        text(asked, "first"),
        text(asked, "last"),
        optional(asked, "from"),
        optional(asked, "until"));
  }

  static String set(Routes routes, UUID bankId) {
    return routes.list(bankId).stream()
        .map(route ->
            route.id()
                + " "
                + route.first()
                + " "
                + route.last()
                + " "
                + route.from()
                + " "
                + route.until())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static @Nullable String optional(ObjectNode asked, String member) {
    return asked.has(member) ? text(asked, member) : null;
  }
}
