package org.cardnym.vault.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The members of a change, as a request keeps them. */
public final class Asked {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Asked() {}

  /** None yet; in the order in which they are added. */
  public static ObjectNode of() {
    return MAPPER.createObjectNode();
  }

  /** SHA-256 in hex, for what is too long to keep. */
  public static String digest(String text) {
    return HexFormat.of().formatHex(Digests.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  static ObjectNode read(String kept) {
    try {
      return (ObjectNode) MAPPER.readTree(kept);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a guarded request is no JSON");
    }
  }
}
