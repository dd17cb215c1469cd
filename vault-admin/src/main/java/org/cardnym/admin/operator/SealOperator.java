package org.cardnym.admin.operator;

import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.desk.ReasonOption;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code operator seal}: a replica drops its keys. */
@Command(
    name = "seal",
    description = {
      "Has the replica at --url drop its keys. It serves no payment until it is unsealed; one whose"
          + " root key a passphrase opens, until it is started again; one with a token, until it is"
          + " unsealed or started again. Other replicas go on."
    },
    footer = "  vault-admin operator seal --reason 'case 4711'")
final class SealOperator implements Callable<ExitCode> {
  private final Desk desk;

  @Mixin private ReasonOption reason;

  SealOperator(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(desk.vault().post(AdminPath.of("seal"), reason.body()));
  }
}
