package org.cardnym.admin.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * An object that says its currency, as people read it: 100.00 EUR, where the vault counts 10000
 * minor units.
 */
public final class Amounts {
  private static final Set<String> COUNTED = Set.of("perPayment", "perDay", "sum");

  private Amounts() {}

  public static ObjectNode of(JsonNode object) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(member -> {
          if (COUNTED.contains(member.getKey()) && member.getValue().isIntegralNumber()) {
            shown
                .putObject(member.getKey())
                .put("value", member.getValue().asLong())
                .put("currency", object.path("currency").asText());
          } else {
            shown.set(member.getKey(), member.getValue());
          }
        });
    return shown;
  }
}
