package org.cardnym.admin.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;

/** {@code status}: the vault's state, replicas and key versions, and what it warns of. */
@Command(
    name = "status",
    description =
        "Shows whether the vault is open, its replicas, keys and last purges, and its warnings.",
    footer = "  vault-admin status --output json")
public final class StatusCommand implements Callable<ExitCode> {
  private final Desk desk;

  StatusCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Reply reply = desk.vault().get(AdminPath.of("status"));
    if (!desk.screen().isForPeople()) {
      return desk.show(reply);
    }
    ExitCode exit = desk.show(new Reply(reply.status(), forPeople(reply.body())));
    remark(reply.body());
    return exit;
  }

  /** Epochs are for scripts: keys list says how many replicas hold a key, and how old it is. */
  private static JsonNode forPeople(JsonNode status) {
    JsonNode shown = status.deepCopy();
    without(shown.path("replicas"), "epochs");
    without(shown.path("keys"), "createdAt");
    return shown;
  }

  private static void without(JsonNode list, String member) {
    for (JsonNode each : list) {
      if (each instanceof ObjectNode object) {
        object.remove(member);
      }
    }
  }

  private void remark(JsonNode status) {
    if (status.path("state").asText().equals("sealed")) {
      desk.screen().warn(Warning.sealed(status));
    }
    Warning.codesIn(status).forEach(code -> desk.screen().warn(Warning.explain(code)));
  }
}
