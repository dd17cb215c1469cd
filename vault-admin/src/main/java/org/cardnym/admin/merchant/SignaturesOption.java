package org.cardnym.admin.merchant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How webhooks are signed. */
final class SignaturesOption {
  @Option(
      names = "--webhook-signatures",
      paramLabel = "KIND",
      description = "${COMPLETION-CANDIDATES}. Default: ed25519.")
  private @Nullable SignatureKind kind;

  /** {@code {"url": …, "signatures": …}}; the vault knows what it means when left out. */
  ObjectNode body(String url) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("url", url);
    return kind == null ? body : body.put("signatures", kind.toString());
  }
}
