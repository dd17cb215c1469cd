package org.cardnym.admin.payer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.Failure;

/**
 * Asks the vault about one payer. A name travels in a body only, and is turned into an id first.
 */
final class PayerDesk {
  private static final String PAYERS = "payers";

  private final Desk desk;
  private final PayerChoice choice;

  PayerDesk(Desk desk, PayerChoice choice) {
    this.desk = desk;
    this.choice = choice;
  }

  Reply look() {
    String id = choice.id();
    return found(() -> id == null ? lookUp() : desk.vault().get(AdminPath.of(PAYERS, id)));
  }

  Reply act(String act, ObjectNode body) {
    return found(() -> desk.vault().post(AdminPath.of(PAYERS, id(), act), body));
  }

  private String id() {
    String id = choice.id();
    return id == null ? lookUp().body().path("id").asText() : id;
  }

  private Reply lookUp() {
    ObjectNode named = JsonNodeFactory.instance.objectNode().put("alias", choice.alias());
    return desk.vault().post(AdminPath.of(PAYERS, "lookup"), named);
  }

  private static Reply found(Supplier<Reply> asked) {
    try {
      return asked.get();
    } catch (Failure failed) {
      if (!failed.code().startsWith("not_found")) {
        throw failed;
      }
      throw new Failure(
          failed.exit(),
          failed.what(),
          failed.code(),
          "Check the id or the name with whoever asked for help; payers can't be listed.");
    }
  }
}
