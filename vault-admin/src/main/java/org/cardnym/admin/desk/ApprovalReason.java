package org.cardnym.admin.desk;

import org.cardnym.admin.connection.AdminPath;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Why something is done that two people sign, unless the vault is a sandbox. */
public final class ApprovalReason {
  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for the two who sign it; a sandbox needs none.")
  private @Nullable String reason;

  /** The path, with the reason if there is one. */
  public AdminPath on(AdminPath path) {
    return reason == null ? path : path.with("reason", reason);
  }
}
