package org.cardnym.admin.keys;

import java.util.concurrent.Callable;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keys destroy}: a retired version is gone for good, when two people have signed. */
@Command(
    name = "destroy",
    description = {
      "Destroys a retired version for good, on the proof of keys verify and by two people.",
      "It is refused while a live replica holds it.",
      "Rows of backups from before that proof do not open in this vault any more. A whole backup does:"
          + " it has its own keysets, sealed by the root key of its time.",
      "Once all its checks hold it waits for two people: vault-admin approvals approve."
    },
    footer = "  vault-admin keys destroy kek 3 --reason 'yearly, ticket 4711'")
final class DestroyKey implements Callable<ExitCode> {
  private final Desk desk;

  @Mixin private KeyVersionChoice choice;

  DestroyKey(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(desk.vault().post(choice.path("destroy"), choice.body()));
  }
}
