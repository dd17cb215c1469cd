package org.cardnym.admin.approval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.connection.VaultApi;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code approvals approve}: a person signs with their passkey, in a browser. */
@Command(
    name = "approve",
    description = {
      "Signs a request with your passkey, on a page that it names; waits until you have.",
      "You must have signed in with two factors in the last 15 minutes: vault-admin login.",
      "Two people sign, and the second signature makes the change."
    },
    footer = "  vault-admin approvals approve apr_01k0a8m5c2e9tvq7x4n3b6d8fz")
final class SignApproval implements Callable<ExitCode> {
  private static final Duration STEP = Duration.ofSeconds(2);

  private final Desk desk;

  @Parameters(paramLabel = "APPROVAL", description = "The request's id, apr_…")
  private String id;

  @Option(names = "--no-wait", description = "Only tells the page's address.")
  private boolean noWait;

  SignApproval(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    VaultApi vault = desk.vault();
    Reply page =
        vault.post(AdminPath.of("approvals", id, "sign"), JsonNodeFactory.instance.objectNode());
    if (noWait) {
      return desk.show(page);
    }
    desk.screen().note("Open " + page.body().path("page").asText());
    desk.screen().note("read what it says, and sign with your passkey.");
    return ended(await(vault, me(vault), until(page)));
  }

  /** The caller as signatures name people; machines don't sign. */
  private static String me(VaultApi vault) {
    return "person:" + vault.get(AdminPath.of("whoami")).body().path("subject").asText();
  }

  private Reply await(VaultApi vault, String me, Instant until) {
    while (desk.clock().instant().isBefore(until)) {
      desk.pause().sleep(STEP);
      Reply now = vault.get(AdminPath.of("approvals", id));
      if (!now.body().path("state").asText().equals("waiting") || hasSigned(now, me)) {
        return now;
      }
    }
    throw new Failure(Trouble.TIMED_OUT, "You have not signed on this page; it is over.");
  }

  private static boolean hasSigned(Reply now, String me) {
    for (JsonNode name : now.body().path("signedBy")) {
      if (name.asText().equals(me)) {
        return true;
      }
    }
    return false;
  }

  private ExitCode ended(Reply now) {
    JsonNode body = now.body();
    desk.screen().show(body);
    return switch (body.path("state").asText()) {
      case "done" -> ExitCode.DONE;
      case "waiting" -> {
        desk.screen().note("Signed. Nothing is changed yet: a second person has to sign.");
        yield ExitCode.WAITS_FOR_APPROVAL;
      }
      default -> ExitCode.REFUSED;
    };
  }

  private static Instant until(Reply page) {
    try {
      return Instant.parse(page.body().path("expiresAt").asText());
    } catch (java.time.DateTimeException unreadable) {
      throw new Failure(Trouble.ANSWER_NOT_UNDERSTOOD, "The answer has no expiresAt.");
    }
  }
}
