package org.cardnym.admin.bank;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.ApprovalReason;
import org.cardnym.admin.desk.CertificateFile;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code banks set-trust}: other anchors for a bank's server certificate. */
@Command(
    name = "set-trust",
    description = {
      "Sets the certificates that vouch for a bank's server, in place of all that were there.",
      "While a bank changes its certificate, give both the old and the new: payments go on."
    },
    footer =
        "  vault-admin banks set-trust bnk_01k0a8m5c2e9tvq7x4n3b6d8fz --trust-file old-and-new.pem")
final class SetBankTrust implements Callable<ExitCode> {
  private final Desk desk;

  @Parameters(paramLabel = "BANK", description = "The bank's id, bnk_…")
  private String id;

  @Option(
      names = "--trust-file",
      required = true,
      paramLabel = "FILE",
      description = "PEM certificates, up to eight.")
  private Path trustFile;

  @Mixin private ApprovalReason reason;

  SetBankTrust(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return BankSheet.show(
        desk,
        desk.vault()
            .put(
                reason.on(AdminPath.of("banks", id, "trust")),
                JsonNodeFactory.instance.objectNode().put("pem", CertificateFile.read(trustFile))));
  }
}
