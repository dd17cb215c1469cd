package org.cardnym.sandbox.payer;

import com.fasterxml.jackson.databind.JsonNode;
import org.cardnym.sandbox.web.Json;

/** What a server gave the browser. */
public record Page(int status, String location, String body) {

  public boolean ok() {
    return status >= 200 && status < 300;
  }

  public JsonNode json() {
    return Json.read(body);
  }
}
