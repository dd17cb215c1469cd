package org.cardnym.admin.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.VaultApi;
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
      "It is added first, and takes the place once every live replica has reported that it holds it;"
          + " this command waits for that.",
      "Keys that banks have to know (message, link) are added only. Hand the new one out (link show), and"
          + " run this again with --banks-know once every bank takes it: one that does not refuses every"
          + " payment from then on.",
      "The old one opens what it made until nothing needs it any more. Each run makes one more version;"
          + " with --from it is safe to repeat."
    },
    footer = {
      "  vault-admin keys rotate kek",
      "  vault-admin keys rotate kek --from 3",
      "  vault-admin keys rotate row_integrity --no-wait",
      "  vault-admin keys rotate message --banks-know"
    })
final class RotateKey implements Callable<ExitCode> {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final String LINK = "link";

  /** A replica that died is live for a minute after its last word. */
  private static final int MOST_PAUSES = 90;

  private final Desk desk;

  @Parameters(
      paramLabel = "PURPOSE",
      description = "Of the key, as keys list shows it, for instance kek.")
  private String purpose;

  @Option(
      names = "--from",
      paramLabel = "VERSION",
      description = "Only if this version is still the one in use.")
  private @Nullable Integer from;

  @Option(names = "--no-wait", description = "Show how it stands and end; run it again to go on.")
  private boolean noWait;

  @Option(
      names = "--banks-know",
      description = "Every bank takes the version that was added: use it from now on.")
  private boolean banksKnow;

  RotateKey(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    VaultApi vault = desk.vault();
    JsonNode rotated = ask(vault, from);
    boolean waits = waitsForReplicas(rotated) && !noWait;
    for (int i = 0; i < MOST_PAUSES && waitsForReplicas(rotated) && !noWait; i++) {
      desk.screen().progress("waits for replicas: " + behind(rotated));
      desk.pause().sleep(PAUSE);
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      // Never a second one: only in the place of the version that the first was to follow.
      rotated = ask(vault, rotated.path("closed").asInt());
    }
    if (waits) {
      desk.screen().endProgress();
    }
    desk.screen().show(desk.screen().isForPeople() ? told(rotated) : rotated);
    if (waitsForReplicas(rotated)) {
      desk.screen()
          .warn(
              "The new version is added, and not in use before every live replica holds it: "
                  + behind(rotated)
                  + ". Run this again, or stop those that can't read their keys.");
      return noWait ? ExitCode.DONE : ExitCode.ERROR;
    }
    if (desk.screen().isForPeople()) {
      desk.screen().note("Next: " + (waitsForBanks(rotated) ? handOut() : next()));
    }
    return ExitCode.DONE;
  }

  /** While the new one is only added, the old one is not closed: it is in use. */
  private static JsonNode told(JsonNode rotated) {
    if (!rotated.path("waitsFor").isTextual()) {
      return rotated;
    }
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    rotated
        .properties()
        .forEach(member ->
            told.set(
                member.getKey().equals("closed") ? "inUse" : member.getKey(), member.getValue()));
    return told;
  }

  private JsonNode ask(VaultApi vault, @Nullable Integer only) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (only != null) {
      body.put("from", only);
    }
    if (banksKnow) {
      body.put("banksKnow", true);
    }
    return vault.post(AdminPath.of("keys", purpose, "rotate"), body).body();
  }

  private String next() {
    return switch (purpose) {
      case "kek" -> "vault-admin keys rewrap";
      case "row_integrity", "pan_index", "contact_index", "tombstone" ->
          "vault-admin keys rewrap " + purpose;
      case "alias_index" -> "two days later: vault-admin keys rewrap alias_index";
      case LINK, "message" ->
          "vault-admin banks test, for every bank; then vault-admin keys verify " + purpose;
      default -> "vault-admin keys verify " + purpose;
    };
  }

  private String handOut() {
    String what =
        purpose.equals(LINK)
            ? "link show --only next-certificate-request, then link certify"
            : "link show --only signing-keys, for every bank";
    return "vault-admin "
        + what
        + "; once every bank takes it: vault-admin keys rotate "
        + purpose
        + " --banks-know";
  }

  private static boolean waitsForReplicas(JsonNode rotated) {
    return rotated.path("waitsFor").asText().equals("replicas");
  }

  private static boolean waitsForBanks(JsonNode rotated) {
    return rotated.path("waitsFor").asText().equals("banks");
  }

  private static String behind(JsonNode rotated) {
    StringJoiner text = new StringJoiner(", ");
    rotated.path("behind").forEach(each -> text.add(each.path("replica").asText()));
    return text.toString();
  }
}
