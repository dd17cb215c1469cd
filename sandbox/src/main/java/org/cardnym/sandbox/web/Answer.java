package org.cardnym.sandbox.web;

import com.fasterxml.jackson.databind.JsonNode;

/** What a server answered to {@link Caller}; its JSON is empty when it sent none. */
public record Answer(int status, String body) {

  public JsonNode json() {
    return Json.read(body);
  }

  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /** The {@code code} of an RFC 9457 problem, or empty. */
  public String code() {
    return json().path("code").asText("");
  }
}
