package org.cardnym.sandbox.payer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One origin's cookies as a browser keeps them on localhost, where {@code Secure} cookies travel
 * over plain HTTP too.
 */
final class CookieJar {
  private final Map<String, String> cookies = new TreeMap<>();

  void take(List<String> setCookies) {
    for (String line : setCookies) {
      String[] parts = line.split(";", -1);
      int equals = parts[0].indexOf('=');
      if (equals > 0) {
        String name = parts[0].substring(0, equals).strip();
        if (ends(parts)) {
          cookies.remove(name);
        } else {
          cookies.put(name, parts[0].substring(equals + 1).strip());
        }
      }
    }
  }

  /** The value of a {@code Cookie} header, empty when there is none to send. */
  String header() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** RFC 6265, 5.2.2: an age that is not above zero ends the cookie. */
  private static boolean ends(String[] parts) {
    for (String part : parts) {
      String attribute = part.strip().toLowerCase(Locale.ROOT);
      if (attribute.startsWith("max-age=")) {
        return attribute.matches("max-age=(0+|-[0-9]+)");
      }
    }
    return false;
  }
}
