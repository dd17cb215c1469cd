package org.cardnym.bank;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpHeaders;
import org.cardnym.bank.wire.StrictJson;

/** What the bank's endpoint gave back. */
record Reply(int status, HttpHeaders headers, String body) {

  String code() {
    return StrictJson.object(body.getBytes(UTF_8)).path("code").asText();
  }

  String type() {
    return headers.firstValue("Content-Type").orElse("");
  }
}
