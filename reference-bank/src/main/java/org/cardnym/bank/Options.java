package org.cardnym.bank;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code --name value} pairs of a command line; nothing secret belongs here. */
final class Options {

  private final Map<String, String> values = new HashMap<>();

  /**
   * @throws UsageException for an unknown name, a name without value, or one given twice
   */
  Options(List<String> arguments, Set<String> names) {
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!names.contains(name) || i + 1 == arguments.size()) {
        throw new UsageException("unknown option or missing value: " + name);
      }
      if (values.put(name, arguments.get(i + 1)) != null) {
        throw new UsageException("given twice: " + name);
      }
    }
  }

  String required(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new UsageException("missing: " + name);
    }
    return value;
  }

  String orElse(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }
}
