package org.cardnym.admin.bank;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.ApprovalReason;
import org.cardnym.admin.desk.CertificateFile;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code banks add}: registers an issuing bank; its keys and routes follow. */
@Command(
    name = "add",
    description = "Registers an issuing bank. Add its keys and its routes next.",
    footer = {
      "  vault-admin banks add --institution-id example-bank --name 'Example Bank' \\",
      "    --endpoint https://cards.bank.example/cardnym --trust-file bank-ca.pem"
    })
final class AddBank implements Callable<ExitCode> {
  private final Desk desk;

  @Option(
      names = "--institution-id",
      required = true,
      paramLabel = "ID",
      description = "What the bank is called in messages.")
  private String institutionId;

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "For people.")
  private String name;

  @Option(
      names = "--endpoint",
      required = true,
      paramLabel = "URL",
      description = "Where the bank takes messages, https.")
  private String endpoint;

  @Option(
      names = "--trust-file",
      required = true,
      paramLabel = "FILE",
      description = "PEM certificates that vouch for the bank's server.")
  private Path trustFile;

  @Mixin private ApprovalReason reason;

  AddBank(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("institutionId", institutionId);
    body.put("name", name);
    body.put("endpoint", endpoint);
    body.put("trustPem", CertificateFile.read(trustFile));
    Reply reply = desk.vault().post(reason.on(AdminPath.of("banks")), body);
    ExitCode exit = BankSheet.show(desk, reply);
    if (exit == ExitCode.DONE && desk.screen().isForPeople()) {
      String id = reply.body().path("id").asText();
      desk.screen().note("Next: vault-admin banks keys add " + id + " --jwk-file FILE");
      desk.screen().note("then: vault-admin banks routes add " + id + " --first DIGITS");
    }
    return exit;
  }
}
