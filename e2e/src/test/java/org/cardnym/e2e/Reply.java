package org.cardnym.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** What came back. */
record Reply(int status, HttpHeaders headers, String body) {
  private static final JsonMapper JSON = new JsonMapper();

  static Reply of(HttpResponse<String> response) {
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  JsonNode json() {
    return parse(body);
  }

  /** The problem's stable code, or empty. */
  String code() {
    return body.startsWith("{") ? json().path("code").asText("") : "";
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
