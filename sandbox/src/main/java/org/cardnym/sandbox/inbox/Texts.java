package org.cardnym.sandbox.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cardnym.sandbox.web.Json;
import org.cardnym.sandbox.web.Request;
import org.cardnym.sandbox.web.Response;

/** The text messages that came, as the vault hands them over: each once, however often it comes. */
final class Texts {
  private static final int SHOWN = 200;

  /** A message as page and JSON show it. */
  record Text(String id, String at, String to, String text) {}

  private final byte[] authorization;
  private final InstantSource clock;
  private final Map<String, Text> received = new LinkedHashMap<>();

  /**
   * @param token what the vault shows here
   */
  Texts(String token, InstantSource clock) {
    this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.clock = clock;
  }

  /** 202 once it is kept; 400 for what is no message, 401 without the token. */
  Response take(Request request) {
    byte[] shown = request.header("authorization").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(authorization, shown)) {
      return Response.text(401, "The bearer token is wrong.");
    }
    JsonNode message = Json.read(request.body());
    String id = message.path("id").asText();
    String to = message.path("to").asText();
    String text = message.path("text").asText();
    if (id.isEmpty() || !to.matches("\\+[1-9][0-9]{7,14}") || text.isEmpty()) {
      return Response.text(400, "A message has id, to and text.");
    }
    String at = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    synchronized (received) {
      received.putIfAbsent(id, new Text(id, at, to, text));
    }
    return Response.json(202, Map.of("id", id));
  }

  /**
   * The messages to a number, or all, newest first.
   *
   * @param to a number, or empty for all
   */
  List<Text> newest(String to) {
    List<Text> all;
    synchronized (received) {
      all = new ArrayList<>(received.values());
    }
    return all.reversed().stream()
        .filter(text -> to.isEmpty() || text.to().equals(to))
        .limit(SHOWN)
        .toList();
  }
}
