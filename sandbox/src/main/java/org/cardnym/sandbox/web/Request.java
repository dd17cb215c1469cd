package org.cardnym.sandbox.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A request as the handlers see it.
 *
 * @param form the fields of a posted form, empty for every other body
 * @param body as it was sent
 */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> form,
    Map<String, String> headers,
    String body) {

  /** A request whose body is a form or empty. */
  public Request(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> form,
      Map<String, String> headers) {
    this(method, path, query, form, headers, "");
  }

  public String query(String name) {
    return query.getOrDefault(name, "");
  }

  public String form(String name) {
    return form.getOrDefault(name, "");
  }

  /** A header's value, by its name in lower case; empty when absent. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The first value of each field of {@code application/x-www-form-urlencoded}. */
  static Map<String, String> fields(String encoded) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return "";
    }
  }
}
