package org.cardnym.admin.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.connection.VaultApi;
import org.cardnym.admin.desk.ApprovalReason;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code banks keys add}: pins the public keys of a file; those already active are left as they
 * are.
 */
@Command(
    name = "add",
    description = {
      "Pins a bank's public keys from a JWK or a set of them.",
      "Running it again adds only what is missing. A file with a private key is refused."
    },
    footer = "  vault-admin banks keys add bnk_01k0a8m5c2e9tvq7x4n3b6d8fz --jwk-file public.json")
final class AddBankKeys implements Callable<ExitCode> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("KEY", "kid"),
          Column.of("USE", "use"),
          Column.of("STATE", "state"),
          Column.of("APPROVAL", "approval"));

  private final Desk desk;

  @Parameters(paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String bank;

  @Option(
      names = "--jwk-file",
      required = true,
      paramLabel = "FILE",
      description = "A public JWK, or {\"keys\": […]}.")
  private Path file;

  @Option(
      names = "--use",
      paramLabel = "USE",
      description =
          "${COMPLETION-CANDIDATES}: only keys for this use, or the use of a key that"
              + " doesn't state it.")
  private @Nullable KeyUse use;

  @Mixin private ApprovalReason reason;

  AddBankKeys(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    List<PublicKeyFile.BankKey> keys = PublicKeyFile.read(file, use);
    VaultApi vault = desk.vault();
    PinnedKeys pinned = PinnedKeys.of(vault, bank);
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    ArrayNode items = result.putArray("items");
    ExitCode exit = ExitCode.DONE;
    String approval = "";
    for (PublicKeyFile.BankKey key : keys) {
      Optional<JsonNode> there = pinned.active(key.kid(), key.use().toString());
      if (there.isPresent()) {
        desk.screen().note("Already active: " + key.use() + " " + key.kid());
        items.add(there.get());
        continue;
      }
      Reply reply = add(vault, key);
      items.add(reply.body());
      if (reply.exit() != ExitCode.DONE) {
        exit = reply.exit();
        approval = reply.body().path("approval").asText();
      }
    }
    desk.screen().list(result.putNull("next"), COLUMNS, "No keys.");
    return desk.end(exit, approval);
  }

  private Reply add(VaultApi vault, PublicKeyFile.BankKey key) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("use", key.use().toString());
    body.set("jwk", key.jwk());
    return vault.post(reason.on(AdminPath.of("banks", bank, "keys")), body);
  }
}
