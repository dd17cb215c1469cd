package org.cardnym.admin.desk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** Why something is done, for the audit trail. */
public final class ReasonOption {
  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; kept in the audit trail. No card data, no names of payers.")
  private String reason;

  /** {@code {"reason": …}}. */
  public ObjectNode body() {
    return JsonNodeFactory.instance.objectNode().put("reason", reason);
  }
}
