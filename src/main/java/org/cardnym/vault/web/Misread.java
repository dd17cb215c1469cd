package org.cardnym.vault.web;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What may be said of a body that could not be read: the names of members that the vault itself
 * declares, never a name or a value that was sent.
 */
final class Misread {
  private Misread() {}

  static Map<String, Object> facts(Throwable failure) {
    var facts = new HashMap<String, Object>();
    if (failure instanceof UnrecognizedPropertyException) {
      facts.put("detail", "A member is not known here.");
    } else if (failure instanceof JsonParseException) {
      facts.put("detail", "The body is not JSON (RFC 8259), or a member stands in it twice.");
    } else if (failure instanceof JsonMappingException) {
      facts.put("detail", "A member is missing or not of its type.");
    }
    if (failure instanceof JsonMappingException mapping) {
      List<String> path = declared(mapping.getPath());
      if (!path.isEmpty()) {
        facts.put("field", String.join(".", path));
      }
    }
    return facts;
  }

  /** The path as far as records of the vault declare it. */
  private static List<String> declared(List<JsonMappingException.Reference> path) {
    var names = new ArrayList<String>();
    for (JsonMappingException.Reference step : path) {
      if (!declares(step)) {
        break;
      }
      names.add(step.getFieldName());
    }
    return names;
  }

  private static boolean declares(JsonMappingException.Reference step) {
    Object from = step.getFrom();
    Class<?> type = from instanceof Class<?> known ? known : from == null ? null : from.getClass();
    return type != null
        && type.isRecord()
        && type.getName().startsWith("org.cardnym.")
        && Stream.of(type.getRecordComponents())
            .anyMatch(component -> component.getName().equals(step.getFieldName()));
  }
}
