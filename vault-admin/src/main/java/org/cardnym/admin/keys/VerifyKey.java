package org.cardnym.admin.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Mark;
import org.cardnym.admin.terminal.PlainText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keys verify}: a proof, by count, that no row needs an old version. */
@Command(
    name = "verify",
    description = {
      "Proves that nothing needs a key's old versions, and keeps that proof for keys retire.",
      "It is a proof only once a version is closed, every live replica works with that, no row is under it,"
          + " and what it made last has expired. Ends with 3 and says what is missing where it is none."
    },
    footer = {"  vault-admin keys verify kek", "  vault-admin keys verify kek --only 3"})
final class VerifyKey implements Callable<ExitCode> {
  private static final int WIDTH = "version 12345".length();

  private final Desk desk;

  @Parameters(
      paramLabel = "PURPOSE",
      description = "Of the key, as keys list shows it, for instance kek.")
  private String purpose;

  @Option(
      names = "--only",
      paramLabel = "VERSION",
      description = "Only this version. Default: all that are closed.")
  private @Nullable Integer version;

  VerifyKey(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (version != null) {
      body.put("version", version);
    }
    JsonNode proof = desk.vault().post(AdminPath.of("keys", purpose, "verify"), body).body();
    boolean proven = proof.path("proven").asBoolean();
    if (desk.screen().isForPeople()) {
      tell(proof);
    } else {
      desk.screen().show(proof);
    }
    return proven ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private void tell(JsonNode proof) {
    proof.path("versions").forEach(each -> tell(each, proof.path("strays")));
    if (proof.path("versions").isEmpty()) {
      desk.screen()
          .note("No version is closed. Next: vault-admin keys rotate " + PlainText.of(purpose));
    }
  }

  private void tell(JsonNode each, JsonNode strays) {
    String label = "version " + each.path("version").asInt();
    JsonNode missing = each.path("missing");
    if (missing.isEmpty()) {
      desk.screen()
          .check(
              Mark.OK,
              label,
              WIDTH,
              "no row needs it; proven "
                  + each.path("provenAt").asText().replaceFirst("\\.\\d+Z$", "Z")
                  + " by "
                  + each.path("provenBy").asText(),
              "");
      return;
    }
    missing.forEach(code -> {
      String reason = code.asText();
      desk.screen()
          .check(Mark.FAILS, label, WIDTH, finding(reason, each, strays), next(reason, purpose));
    });
  }

  private static String finding(String code, JsonNode each, JsonNode strays) {
    return switch (code) {
      case "not_closed" -> "it still makes what is new";
      case "rows_left" -> "rows need it: " + rows(each.path("rows"));
      case "stray_rows" -> "rows name a version that there is not: " + rows(strays);
      case "replicas_behind" -> "replicas have not closed it yet: " + replicas(each.path("behind"));
      case "no_replica" -> "no replica reports what it works with";
      case "not_expired" -> "what it made may be met until " + each.path("until").asText();
      default -> code;
    };
  }

  private static String next(String code, String purpose) {
    return switch (code) {
      case "not_closed" -> "vault-admin keys rotate " + purpose;
      case "rows_left" ->
          "vault-admin keys rewrap"
              + (purpose.equals("kek") ? "" : " " + purpose)
              + "; if it has ended, these rows do not check: CardnymRowRefused.";
      case "stray_rows" -> "They were written past the vault: CardnymRowRefused.";
      case "replicas_behind" ->
          "Wait ten seconds. One that stays behind can't read its keys: see its log, or stop it.";
      case "no_replica" -> "See vault-admin status.";
      case "not_expired" -> "Verify again then.";
      default -> "";
    };
  }

  private static String rows(JsonNode counts) {
    StringJoiner text = new StringJoiner(", ");
    counts.forEach(each -> {
      if (each.path("rows").asLong() > 0) {
        text.add(each.path("table").asText() + " " + each.path("rows").asLong());
      }
    });
    return text.toString();
  }

  private static String replicas(JsonNode behind) {
    StringJoiner text = new StringJoiner(", ");
    behind.forEach(each ->
        text.add(each.path("replica").asText() + " at epoch " + each.path("epoch").asLong()));
    return text.toString();
  }
}
