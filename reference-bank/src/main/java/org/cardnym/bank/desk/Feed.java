package org.cardnym.bank.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.bank.ledger.Database;
import org.cardnym.bank.ledger.Following;
import org.cardnym.bank.ledger.Place;
import org.cardnym.bank.refusal.Refusal;
import org.cardnym.bank.refusal.RefusalCode;
import org.cardnym.bank.wire.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * {@code /feed}: the newest receipts; {@code ?after=CURSOR}: those since, oldest first; {@code
 * ?before=CURSOR}: those before it. Each receipt carries its {@code cursor}. A reader asks again
 * with the last one it has, so a cut costs nothing.
 */
final class Feed {

  private static final String AFTER = "after=";
  private static final String BEFORE = "before=";

  private final Following following = new Following();

  /** Tells readers that the bank was started anew, perhaps with other books. */
  private final String run = UUID.randomUUID().toString();

  /**
   * @throws Refusal for a query that it does not know
   */
  Database.Work<String> asked(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return connection -> json(following.newest(connection), following.repeated(connection));
    }
    if (query.startsWith(AFTER)) {
      Place place = place(query.substring(AFTER.length()));
      return connection -> json(following.after(connection, place), following.repeated(connection));
    }
    if (query.startsWith(BEFORE)) {
      Place place = place(query.substring(BEFORE.length()));
      return connection ->
          json(following.before(connection, place), following.repeated(connection));
    }
    throw new Refusal(RefusalCode.BAD_CURSOR);
  }

  private static Place place(String cursor) {
    return Place.of(cursor).orElseThrow(() -> new Refusal(RefusalCode.BAD_CURSOR));
  }

  private String json(Following.Page page, List<Following.Repeated> repeated) {
    Map<String, Object> feed = new LinkedHashMap<>();
    feed.put("run", run);
    feed.put("items", page.lines().stream().map(Feed::item).toList());
    feed.put("more", page.more());
    feed.put("repeats", repeated.stream().map(Feed::repeat).toList());
    return StrictJson.write(feed);
  }

  private static Map<String, Object> item(Following.Line line) {
    Map<String, Object> item = ReceiptJson.item(line.receipt());
    item.put("cursor", line.place().cursor());
    return item;
  }

  private static Map<String, Object> repeat(Following.Repeated message) {
    return Map.of("messageId", message.messageId(), "repeat", message.repeat());
  }
}
