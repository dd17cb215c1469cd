package org.cardnym.admin.link;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.CertificateFile;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code link certify}: gives the vault the certificate made from its request. */
@Command(
    name = "certify",
    description =
        "Gives the vault the certificate made from its certificate request, or from the next one's.",
    footer = "  vault-admin link certify --certificate-file vault-chain.pem")
final class CertifyLink implements Callable<ExitCode> {
  private final Desk desk;

  @Option(
      names = "--certificate-file",
      required = true,
      paramLabel = "FILE",
      description = "PEM chain, the vault's own certificate first.")
  private Path file;

  CertifyLink(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Reply reply =
        desk.vault()
            .put(
                AdminPath.of("link", "certificate"),
                JsonNodeFactory.instance.objectNode().put("pem", CertificateFile.read(file)));
    if (reply.body().isEmpty()) {
      return desk.show(
          new Reply(
              reply.status(), JsonNodeFactory.instance.objectNode().put("certificate", "in use")));
    }
    return desk.show(
        desk.screen().isForPeople() && reply.body().has("issuer")
            ? new Reply(reply.status(), ShowLink.overview(reply.body()))
            : reply);
  }
}
