package org.cardnym.admin.approval;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.PrivateFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code approvers enroll}: an invited person makes the passkey that signs. */
@Command(
    name = "enroll",
    description = {
      "Makes you one who signs, with the code that the root key's custodian gave you.",
      "It names a page on which you make the passkey; sign in first: vault-admin login."
    },
    footer = "  vault-admin approvers enroll")
final class EnrolApprover implements Callable<ExitCode> {
  private final Desk desk;

  @Option(
      names = "--code-file",
      paramLabel = "FILE",
      description =
          "The code is the first line of this file, whose mode is 0600; else it is asked for.")
  private @Nullable Path file;

  EnrolApprover(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    Reply page =
        desk.vault()
            .post(
                AdminPath.of("approvers"),
                JsonNodeFactory.instance.objectNode().put("code", code()));
    desk.screen().note("Open the page within ten minutes, and make your passkey there.");
    return desk.show(page);
  }

  private String code() {
    if (file != null) {
      byte[] bytes = PrivateFile.read(file);
      return new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
    }
    char[] typed = desk.prompt().ask("Code of your invitation:");
    if (typed == null) {
      throw new Failure(
          Trouble.SETTING_MISSING, "There is no terminal to ask at: --code-file is needed.");
    }
    try {
      return new String(typed).strip();
    } finally {
      Arrays.fill(typed, '\0');
    }
  }
}
