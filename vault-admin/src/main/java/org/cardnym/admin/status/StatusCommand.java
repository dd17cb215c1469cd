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
    ExitCode exit = desk.show(new Reply(reply.status(), withoutEpochs(reply.body())));
    remark(reply.body());
    return exit;
  }

  /** Which epoch each replica works with is for scripts: keys list counts replicas for people. */
  private static JsonNode withoutEpochs(JsonNode status) {
    JsonNode shown = status.deepCopy();
    shown
        .path("replicas")
        .forEach(each -> {
          if (each instanceof ObjectNode replica) {
            replica.remove("epochs");
          }
        });
    return shown;
  }

  private void remark(JsonNode status) {
    if (status.path("state").asText().equals("sealed")) {
      desk.screen().warn(Warning.sealed(status));
    }
    Warning.codesIn(status).forEach(code -> desk.screen().warn(Warning.explain(code)));
  }
}
