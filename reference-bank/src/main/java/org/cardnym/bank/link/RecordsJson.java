package org.cardnym.bank.link;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cardnym.bank.ledger.Decided;

/** The members of the answer to a {@code reconciliation} (docs/issuer-protocol.md, section 5). */
final class RecordsJson {

  private RecordsJson() {}

  static Map<String, Object> members(Decided.Page page) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("records", page.lines().stream().map(RecordsJson::line).toList());
    if (page.next() != null) {
      members.put("next", page.next());
    }
    return members;
  }

  private static Map<String, Object> line(Decided.Line line) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("messageId", line.messageId());
    members.put("kind", line.kind());
    if (line.payment() != null) {
      members.put("payment", line.payment());
    }
    if (line.original() != null) {
      members.put("original", line.original());
    }
    members.put(
        "amount", Map.of("value", line.amount().value(), "currency", line.amount().currency()));
    members.put("decision", line.decision());
    members.put("responseCode", line.responseCode());
    members.put("time", line.at().toString());
    return members;
  }
}
