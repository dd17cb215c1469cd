package org.cardnym.bank.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cardnym.bank.ledger.Receipt;
import org.cardnym.bank.message.Money;
import org.cardnym.bank.wire.StrictJson;
import org.jspecify.annotations.Nullable;

/** Receipts as JSON; a member without value is left out. */
final class ReceiptJson {

  private ReceiptJson() {}

  static String list(List<Receipt> receipts) {
    return StrictJson.write(Map.of("items", receipts.stream().map(ReceiptJson::item).toList()));
  }

  static Map<String, Object> item(Receipt receipt) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("at", receipt.at().toString());
    item.put("kind", receipt.kind());
    item.put("messageId", receipt.messageId());
    put(item, "original", receipt.original());
    put(item, "payment", receipt.payment());
    put(item, "enrolment", receipt.enrolment());
    put(item, "merchant", receipt.merchant());
    put(item, "orderReference", receipt.orderReference());
    put(item, "amount", amount(receipt.amount()));
    put(item, "card", receipt.card());
    put(item, "holder", receipt.holder());
    item.put("decision", receipt.decision());
    item.put("responseCode", receipt.responseCode());
    item.put("repeat", receipt.repeat());
    item.put("reversed", receipt.reversed());
    item.put("balanceEffect", receipt.balanceEffect());
    put(item, "alias", receipt.alias());
    put(item, "authentication", evidence(receipt.authentication()));
    return item;
  }

  private static @Nullable Object amount(@Nullable Money amount) {
    return amount == null ? null : Map.of("value", amount.value(), "currency", amount.currency());
  }

  private static @Nullable Object evidence(@Nullable String json) {
    return json == null ? null : StrictJson.object(json.getBytes(UTF_8));
  }

  private static void put(Map<String, Object> item, String name, @Nullable Object value) {
    if (value != null) {
      item.put(name, value);
    }
  }
}
