package org.cardnym.admin.desk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Why something is done, for the audit trail. */
public final class ReasonOption {
  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why; kept in the audit trail. No card data, no names of payers.")
  private @Nullable String reason;

  /** {@code {"reason": …}}, or an empty object. */
  public ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return reason == null ? body : body.put("reason", reason);
  }
}
