package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.BankKeys;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.PrefixRange;
import org.cardnym.vault.issuer.Routes;
import org.cardnym.vault.portfolio.MoveAsked;
import org.cardnym.vault.portfolio.Moves;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Cards of one bank that are another's from a time on: from then on that one is shown them. */
@Singleton
public class CardsMove extends BankChange {
  private final Moves moves;
  private final Banks banks;
  private final BankKeys keys;
  private final Routes routes;

  CardsMove(Moves moves, Banks banks, BankKeys keys, Routes routes) {
    super(banks);
    this.moves = moves;
    this.banks = banks;
    this.keys = keys;
    this.routes = routes;
  }

  /**
   * The change.
   *
   * @param first where the range begins, or null for all that routes lead to the other bank
   * @param last where it ends, or null for the first
   * @param from an instant of UTC or a date; null for at once
   */
  public static ObjectNode of(
      UUID bankId,
      UUID to,
      @Nullable String first,
      @Nullable String last,
      @Nullable String from,
      String reason) {
    ObjectNode asked = asked(bankId).put("to", TypeId.of(IdKind.BANK, to));
    if (first != null) {
      asked.put("first", first).put("last", last == null ? first : last);
    }
    if (from != null) {
      asked.put("from", from);
    }
    return asked.put("reason", reason);
  }

  @Override
  public String kind() {
    return "bank.move";
  }

  /** As {@link Moves#require}. */
  @Override
  List<Plan.Line> lines(ObjectNode asked) {
    moves.require(move(asked));
    Bank to = to(asked);
    Moves.Glance glance = moves.glance(bankId(asked));
    var lines = new ArrayList<Plan.Line>();
    lines.add(new Plan.Line("to institution", to.institutionId()));
    lines.add(new Plan.Line("to name", to.name()));
    if (asked.has("first")) {
      lines.add(new Plan.Line("first", text(asked, "first")));
      lines.add(new Plan.Line("last", text(asked, "last")));
    } else {
      lines.add(new Plan.Line("range", "all that routes lead there"));
    }
    lines.add(new Plan.Line("from", asked.has("from") ? text(asked, "from") : "at once"));
    lines.add(new Plan.Line("cards", Long.toString(glance.cards())));
    lines.add(new Plan.Line("waiting", Long.toString(glance.waiting())));
    lines.add(new Plan.Line("payments", "made before stay with the old bank"));
    return lines;
  }

  /** Who would read the cards, and which those are. */
  @Override
  String standing(ObjectNode asked) {
    Bank to = to(asked);
    return String.join(
        "\n",
        to.endpoint().toString(),
        to.trustPem(),
        BankKeyRetirement.set(keys.list(to.id())),
        RouteAddition.set(routes, bankId(asked)),
        RouteAddition.set(routes, to.id()));
  }

  @Override
  public void run(ObjectNode asked, String by) {
    moves.begin(by, move(asked));
  }

  /**
   * The move of a change.
   *
   * @throws Refusal {@link ErrorCode#ROUTE_UNFIT}
   */
  public static MoveAsked move(ObjectNode asked) {
    return new MoveAsked(
        bankId(asked),
        TypeId.parse(IdKind.BANK, text(asked, "to")),
        asked.has("first") ? PrefixRange.of(text(asked, "first"), text(asked, "last")) : null,
        asked.has("from") ? Routes.time(text(asked, "from")) : null,
        text(asked, "reason"));
  }

  private Bank to(ObjectNode asked) {
    return banks
        .find(TypeId.parse(IdKind.BANK, text(asked, "to")))
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }
}
