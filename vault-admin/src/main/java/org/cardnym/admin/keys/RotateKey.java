package org.cardnym.admin.keys;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keys rotate}: a new version makes what is new. */
@Command(
    name = "rotate",
    description = {
      "Puts a new version of a key in the place of the one in use, while payments run.",
      "The old one opens what it wrapped until keys rewrap has wrapped it anew. Each run makes one more"
          + " version; with --from it is safe to repeat."
    },
    footer = {"  vault-admin keys rotate kek", "  vault-admin keys rotate kek --from 3"})
final class RotateKey implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "PURPOSE", description = "kek; other keys can't be replaced yet.")
  private String purpose;

  @Option(
      names = "--from",
      paramLabel = "VERSION",
      description = "Only if this version is still the one in use.")
  private @Nullable Integer from;

  RotateKey(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (from != null) {
      body.put("from", from);
    }
    Reply reply = desk.vault().post(AdminPath.of("keys", purpose, "rotate"), body);
    ExitCode exit = desk.show(reply);
    if (desk.screen().isForPeople()) {
      desk.screen().note("Next: vault-admin keys rewrap");
    }
    return exit;
  }
}
