package org.cardnym.sandbox.web;

import java.util.HashMap;
import java.util.Map;

/** What a handler answers; the server adds the headers that hold for every answer. */
public record Response(int status, String contentType, String body, Map<String, String> headers) {

  public static Response html(int status, String body) {
    return new Response(status, "text/html; charset=utf-8", body, Map.of());
  }

  public static Response json(int status, Object value) {
    return new Response(status, "application/json", Json.write(value), Map.of());
  }

  /** After a form: the browser goes on by GET, so that a reload repeats nothing. */
  public static Response seeOther(String location) {
    return new Response(303, "text/plain", "", Map.of("Location", location));
  }

  public static Response notFound() {
    return text(404, "Not found.");
  }

  public static Response text(int status, String body) {
    return new Response(status, "text/plain; charset=utf-8", body, Map.of());
  }

  /** The same with one more header. */
  public Response with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Response(status, contentType, body, more);
  }

  /** A file of this module: style, script or picture. */
  public static Response resource(Class<?> beside, String name) {
    String type =
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "css" -> "text/css; charset=utf-8";
          case "js" -> "text/javascript; charset=utf-8";
          case "svg" -> "image/svg+xml";
          default -> throw new IllegalArgumentException(name);
        };
    return new Response(200, type, Template.text(beside, name), Map.of());
  }
}
