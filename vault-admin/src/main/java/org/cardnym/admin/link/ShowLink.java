package org.cardnym.admin.link;

import com.fasterxml.jackson.databind.JsonNode;
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

/** {@code link show}: issuer name, signing keys, certificate request and certificate. */
@Command(
    name = "show",
    description = {
      "Shows the vault's name in messages, its signing keys, certificate request and certificate.",
      "Of a TLS key that was added to take the place of the one in use, it shows those too.",
      "With --only, prints one of them as it is to be saved."
    },
    footer = "  vault-admin link show --only certificate-request > vault.csr")
final class ShowLink implements Callable<ExitCode> {
  private final Desk desk;

  @Option(
      names = "--only",
      paramLabel = "PART",
      description = "${COMPLETION-CANDIDATES}: this part alone, ready to be saved.")
  private @Nullable LinkPart part;

  ShowLink(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Reply reply = desk.vault().get(AdminPath.of("link"));
    if (part != null) {
      desk.screen().text(part.textIn(reply.body()));
      return ExitCode.DONE;
    }
    if (!desk.screen().isForPeople()) {
      return desk.show(reply);
    }
    desk.screen().show(overview(reply.body()));
    desk.screen().note("Use --only to save a part to a file.");
    return ExitCode.DONE;
  }

  static ObjectNode overview(JsonNode link) {
    ObjectNode overview = JsonNodeFactory.instance.objectNode();
    overview.set("issuer", link.path("issuer"));
    overview
        .putArray("signingKeys")
        .addAll(link.path("signingKeys").path("keys").findValues("kid"));
    overview.put("certificateRequest", presence(link.path("certificateRequest"), "there"));
    overview.put("certificate", presence(link.path("certificate"), "in use"));
    if (link.path("nextCertificateRequest").isTextual()) {
      overview.put("nextCertificateRequest", "there");
      overview.put("nextCertificate", presence(link.path("nextCertificate"), "there"));
    }
    return overview;
  }

  private static String presence(JsonNode value, String there) {
    return value.isTextual() ? there : "none yet";
  }
}
