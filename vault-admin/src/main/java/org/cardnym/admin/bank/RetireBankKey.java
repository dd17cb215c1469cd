package org.cardnym.admin.bank;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.VaultApi;
import org.cardnym.admin.desk.ApprovalReason;
import org.cardnym.admin.desk.Confirmation;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.TakesThumbprint;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code banks keys retire}: a key is used no more. The only key for its use wants confirming,
 * since no card of that bank works without one.
 */
@Command(
    name = "retire",
    description = {
      "Uses a bank's key no more, for good.",
      "The last active key for its use is retired only with --confirm: the bank's cards stop with it."
    },
    footer = {
      "  vault-admin banks keys retire bnk_01k0a8m5c2e9tvq7x4n3b6d8fz \\",
      "    NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
    })
final class RetireBankKey implements Callable<ExitCode>, TakesThumbprint {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String bank;

  @Parameters(index = "1", paramLabel = "KEY", description = "The key's id, its thumbprint.")
  private String kid;

  @Mixin private Confirmation confirmation;

  @Mixin private ApprovalReason reason;

  RetireBankKey(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    AdminPath retire = AdminPath.of("banks", bank, "keys", kid, "retire");
    VaultApi vault = desk.vault();
    Optional<String> only = PinnedKeys.of(vault, bank).onlyKeyFor(kid);
    only.ifPresent(use ->
        confirmation.require(
            "This is the bank's only active " + use + " key: its cards stop working.",
            "retire",
            bank,
            kid));
    return desk.show(vault.post(reason.on(retire), JsonNodeFactory.instance.objectNode()));
  }
}
