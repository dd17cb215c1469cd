package org.cardnym.bank.seal;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The payload of a message that was decrypted and whose signature holds. It may hold a card, and
 * never prints.
 */
public final class OpenedMessage {

  private final String type;
  private final ObjectNode payload;

  OpenedMessage(String type, ObjectNode payload) {
    this.type = type;
    this.payload = payload;
  }

  /** The {@code typ} of the inner header. */
  public String type() {
    return type;
  }

  public ObjectNode payload() {
    return payload;
  }

  @Override
  public String toString() {
    return "OpenedMessage[" + type + "]";
  }
}
