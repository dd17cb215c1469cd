package org.cardnym.admin.keys;

import java.util.concurrent.Callable;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keys retire}: a closed version is used no more, when two people have signed. */
@Command(
    name = "retire",
    description = {
      "Takes a closed version out of use for good, on the proof of keys verify and by two people.",
      "Once all its checks hold it waits for two people: vault-admin approvals approve."
    },
    footer = "  vault-admin keys retire kek 3 --reason 'yearly, ticket 4711'")
final class RetireKey implements Callable<ExitCode> {
  private final Desk desk;

  @Mixin private KeyVersionChoice choice;

  RetireKey(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    return desk.show(desk.vault().post(choice.path("retire"), choice.body()));
  }
}
