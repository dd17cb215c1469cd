package org.cardnym.vault.issuer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cardnym.vault.issuer.FakeBank.Message;
import org.jspecify.annotations.Nullable;

/** What a bank has decided about money, as it tells it when asked; a test may write in it. */
final class FakeBooks {
  final List<Map<String, Object>> records = new CopyOnWriteArrayList<>();
  volatile int pageSize = 32;

  /** Books a decision, the first on this message. */
  void note(Message message, String decision) {
    Object kind = message.member("kind");
    if (!List.of("authorization", "refund", "reversal").contains(kind)
        || of(message.id()) != null) {
      return;
    }
    Map<String, Object> record =
        record(message.id(), (String) kind, message.member("amount"), decision, Instant.now());
    record.put("payment", message.member("payment"));
    if (message.payload().get("original") instanceof Map<?, ?> original) {
      record.put("original", original.get("messageId"));
    }
    records.add(record);
  }

  static Map<String, Object> record(
      String message, String kind, Object amount, String decision, Instant time) {
    var record = new LinkedHashMap<String, Object>();
    record.put("messageId", message);
    record.put("kind", kind);
    record.put("amount", amount);
    record.put("decision", decision);
    record.put("responseCode", decision.equals("declined") ? "51" : "00");
    record.put("time", time.truncatedTo(ChronoUnit.MICROS).toString());
    return record;
  }

  @Nullable Map<String, Object> of(String message) {
    return records.stream()
        .filter(record -> message.equals(record.get("messageId")))
        .findFirst()
        .orElse(null);
  }

  /** The members of an answer: the cursor is a place in the list. */
  Map<String, Object> page(Message message) {
    Instant from = Instant.parse((String) message.member("from"));
    Instant until = Instant.parse((String) message.member("until"));
    List<Map<String, Object>> all =
        records.stream()
            .filter(record -> {
              Instant time = Instant.parse((String) record.get("time"));
              return !time.isBefore(from) && time.isBefore(until);
            })
            .toList();
    Object cursor = message.payload().get("cursor");
    int begin = cursor == null ? 0 : Integer.parseInt((String) cursor);
    int end = Math.min(begin + pageSize, all.size());
    var members = new LinkedHashMap<String, Object>();
    members.put("records", all.subList(begin, end));
    if (end < all.size()) {
      members.put("next", String.valueOf(end));
    }
    return members;
  }
}
