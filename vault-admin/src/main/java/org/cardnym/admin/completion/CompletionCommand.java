package org.cardnym.admin.completion;

import java.util.concurrent.Callable;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: a script by which bash and zsh complete commands and options. */
@Command(
    name = "completion",
    description = {
      "Prints a script by which bash and zsh complete commands, options and their values.",
      "For this shell, source it as below; for good, put that line into ~/.bashrc or ~/.zshrc, or save"
          + " the script as vault-admin in ~/.local/share/bash-completion/completions."
    },
    footer = "  source <(vault-admin completion)")
public final class CompletionCommand implements Callable<ExitCode> {
  private final Desk desk;

  @Spec private CommandSpec spec;

  CompletionCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    CommandLine root = spec.root().commandLine();
    desk.screen().text(AutoComplete.bash(root.getCommandName(), root));
    return ExitCode.DONE;
  }
}
