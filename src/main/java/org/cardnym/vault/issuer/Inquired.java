package org.cardnym.vault.issuer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What came of asking a bank once. */
public sealed interface Inquired {
  /**
   * The bank answered, and signed it for this very question.
   *
   * @param members the answer's; those of its kind are not judged yet
   */
  record Answered(ObjectNode members) implements Inquired {}

  /**
   * Nothing that counts as an answer came.
   *
   * @param reason a short word for logs and rows
   */
  record Unanswered(String reason) implements Inquired {}
}
