package org.cardnym.admin.rootkey;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;

/** Reads members of a root-key file, and refuses whatever is not as its format says. */
final class Members {
  private Members() {}

  static RootKeyUse use(JsonNode file) {
    String text = text(file, "use");
    for (RootKeyUse use : RootKeyUse.values()) {
      if (use.toString().equals(text)) {
        return use;
      }
    }
    throw new IllegalArgumentException("an unknown use");
  }

  static Instant created(JsonNode file) {
    String text = text(file, "created");
    try {
      require(text.endsWith("Z"));
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no time", e);
    }
  }

  static String text(JsonNode object, String member) {
    require(object.path(member).isTextual());
    return object.path(member).textValue();
  }

  static int number(JsonNode object, String member) {
    require(object.path(member).isInt());
    return object.path(member).intValue();
  }

  /** Unknown members are refused: they would not be bound by the seal. */
  static void require(JsonNode object, Set<String> members) {
    require(object.isObject() && object.size() == members.size());
    members.forEach(member -> require(object.has(member)));
  }

  static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("not a root-key file of this version");
    }
  }
}
