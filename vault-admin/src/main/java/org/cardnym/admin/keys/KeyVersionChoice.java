package org.cardnym.admin.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.desk.ReasonOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which version of which key, and why. */
final class KeyVersionChoice {
  @Parameters(
      index = "0",
      paramLabel = "PURPOSE",
      description = "Of the key, as keys list shows it, for instance kek.")
  private String purpose;

  @Parameters(index = "1", paramLabel = "VERSION", description = "As keys list shows it.")
  private int version;

  @Mixin private ReasonOption reason;

  AdminPath path(String act) {
    return AdminPath.of("keys", purpose, "versions", Integer.toString(version), act);
  }

  ObjectNode body() {
    return reason.body();
  }
}
