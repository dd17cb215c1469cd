package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.Routes;

/** A range of first digits that no longer belongs to a bank. */
@Singleton
public class RouteRemoval extends BankChange {
  private final Routes routes;

  RouteRemoval(Banks banks, Routes routes) {
    super(banks);
    this.routes = routes;
  }

  public static ObjectNode of(UUID bankId, UUID routeId) {
    return asked(bankId).put("route", TypeId.of(IdKind.ROUTE, routeId));
  }

  @Override
  public String kind() {
    return "bank.routes.remove";
  }

  @Override
  List<Plan.Line> lines(ObjectNode asked) {
    return routes.list(bankId(asked)).stream()
        .filter(route -> route.id().equals(routeId(asked)))
        .flatMap(route ->
            java.util.stream.Stream.of(
                new Plan.Line("first", route.first()), new Plan.Line("last", route.last())))
        .toList();
  }

  @Override
  String standing(ObjectNode asked) {
    return RouteAddition.set(routes, bankId(asked));
  }

  @Override
  public void run(ObjectNode asked, String by) {
    routes.remove(by, bankId(asked), routeId(asked));
  }

  private static UUID routeId(ObjectNode asked) {
    return TypeId.parse(IdKind.ROUTE, text(asked, "route"));
  }
}
