package org.cardnym.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The bank's desk: its masked receipts and its page. */
record Bank(Wire wire, String url) {

  /** The desk's live page, as a browser on this machine opens it. */
  String page() {
    return url.replaceFirst("^https:", "http:") + "/";
  }

  List<JsonNode> receipts() {
    List<JsonNode> all = new ArrayList<>();
    wire.get(url + "/receipts").json().path("items").forEach(all::add);
    return all;
  }

  /** The receipts of one payment, newest first. */
  List<JsonNode> of(String payment) {
    return receipts().stream().filter(r -> r.path("payment").asText().equals(payment)).toList();
  }

  List<JsonNode> authorizations(String payment) {
    return of(payment).stream()
        .filter(r -> r.path("kind").asText().equals("authorization"))
        .toList();
  }
}
