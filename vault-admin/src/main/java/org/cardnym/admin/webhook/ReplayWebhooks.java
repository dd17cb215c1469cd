package org.cardnym.admin.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code webhooks replay}: sends one event again, or what a merchant missed. */
@Command(
    name = "replay",
    description = {
      "Sends one event again, or those of a merchant since a time that have not arrived.",
      "A merchant who gets an event twice knows it by its id."
    },
    footer = {
      "  vault-admin webhooks replay evt_01k0a8m5c2e9tvq7x4n3b6d8fz",
      "  vault-admin webhooks replay --merchant mer_01k0a8m5c2e9tvq7x4n3b6d8fz \\",
      "    --since 2026-11-22T10:00:00Z"
    })
final class ReplayWebhooks implements Callable<ExitCode> {
  private final Desk desk;

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  ReplayWebhooks(Desk desk) {
    this.desk = desk;
  }

  /** One event, or some of a merchant's. */
  static final class Which {
    @Parameters(paramLabel = "EVENT", arity = "0..1", description = "The event's id, evt_…")
    private @Nullable String event;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private @Nullable Missed missed;
  }

  /** A merchant's events since a time. */
  static final class Missed {
    @Option(
        names = "--merchant",
        required = true,
        paramLabel = "MERCHANT",
        description = "The merchant's id, mer_…")
    private String merchant;

    @Option(
        names = "--since",
        required = true,
        paramLabel = "TIME",
        description = "Events from then on, like 2026-11-22T10:00:00Z.")
    private Instant since;

    @Option(
        names = "--delivered-too",
        description = "Those that arrived as well, for a merchant who lost them.")
    private boolean deliveredToo;
  }

  @Override
  public ExitCode call() {
    Reply reply = desk.vault().post(AdminPath.of("webhooks", "replay"), body());
    ExitCode exit = desk.show(reply);
    if (reply.body().path("queued").asInt(-1) == 0) {
      desk.screen().note("There was nothing to send again.");
    }
    if (reply.body().path("more").asBoolean()) {
      desk.screen()
          .note(
              "There are more: run it again with --since "
                  + reply.body().path("reachedAt").asText());
    }
    return exit;
  }

  private ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (which.missed == null) {
      return body.put("event", which.event);
    }
    return body.put("merchant", which.missed.merchant)
        .put("since", which.missed.since.toString())
        .put("deliveredToo", which.missed.deliveredToo);
  }
}
