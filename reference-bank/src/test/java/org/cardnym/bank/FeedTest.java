package org.cardnym.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk's feed, as a page that follows the books reads it. */
class FeedTest {

  private static final int READERS = 4;
  private static final int PAGE = 100;
  private static final String ENTRY =
      "INSERT INTO entry (at, kind, message_id, outcome, response_code, balance_effect)"
          + " SELECT now(), 'refund', '%s' || n, 'APPROVED', '00', 0 FROM generate_series(1, %d) n";

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;
  private final TestVault clerk;

  FeedTest() throws Exception {
    vault = new TestVault(BANK);
    clerk = new TestVault(BANK, BANK.authority.clientWithoutCertificate());
  }

  @Test
  void messageReceivedAfterConnectingIsGivenOnce() throws Exception {
    String cursor = newest();
    assertThat(ids(after(cursor))).isEmpty();
    String first = pay();
    String second = pay();
    JsonNode feed = after(cursor);
    assertThat(ids(feed)).containsExactly(first, second);
    assertThat(feed.path("items").get(0).path("card").asText()).isEqualTo("411111******1111");
    assertThat(ids(after(last(feed)))).isEmpty();
  }

  @Test
  void readerWhoWasCutOffMissesNothingAndGetsNothingTwice() throws Exception {
    String before = pay();
    String cursor = newest();
    String run = feed("").path("run").asText();
    String during = pay();
    BANK.restart();
    String later = pay();
    JsonNode feed = after(cursor);
    assertThat(ids(feed)).containsExactly(during, later).doesNotContain(before);
    assertThat(feed.path("run").asText()).isNotEqualTo(run);
  }

  /** The entry has the lower sequence number, but commits after its successor has been read. */
  @Test
  void entryThatCommitsLateIsNotPassedOver() throws Exception {
    String cursor = newest();
    List<String> read = new ArrayList<>();
    try (Connection slow = TestPostgres.connect(BANK.database);
        Statement statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute(ENTRY.formatted("msg_late", 1));
      String quick = pay();
      JsonNode early = after(cursor);
      assertThat(ids(early)).doesNotContain("msg_late1");
      read.addAll(ids(early));
      String reached = early.path("items").isEmpty() ? cursor : last(early);
      slow.commit();
      read.addAll(ids(after(reached)));
      assertThat(read).containsExactlyInAnyOrder("msg_late1", quick);
    }
  }

  @Test
  void longListIsReadByPagesInBothDirections() throws Exception {
    String cursor = newest();
    TestPostgres.execute(BANK.database, ENTRY.formatted("msg_many", PAGE + 5));
    JsonNode first = after(cursor);
    JsonNode second = after(last(first));
    assertThat(ids(first)).hasSize(PAGE).startsWith("msg_many1");
    assertThat(first.path("more").asBoolean()).isTrue();
    assertThat(ids(second)).hasSize(5).endsWith("msg_many" + (PAGE + 5));
    assertThat(second.path("more").asBoolean()).isFalse();

    JsonNode newest = feed("");
    assertThat(ids(newest)).hasSize(PAGE).startsWith("msg_many" + (PAGE + 5));
    assertThat(newest.path("more").asBoolean()).isTrue();
    JsonNode older = feed("?before=" + last(newest));
    assertThat(ids(older)).startsWith("msg_many5", "msg_many4");
  }

  @Test
  void repeatOfAMessageSeenBeforeIsTold() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    vault.ask(payload);
    String cursor = newest();
    vault.askAgain(payload);
    JsonNode feed = after(cursor);
    assertThat(ids(feed)).isEmpty();
    assertThat(feed.path("repeats").toString())
        .contains(Payloads.member(payload, "messageId").toString())
        .contains("\"repeat\":1");
  }

  @Test
  void moreReadersThanTheLedgerCanSpareAreAskedToComeAgain() throws Exception {
    List<CompletableFuture<Reply>> waiting = new ArrayList<>();
    Reply refused;
    try (Connection blocker = TestPostgres.connect(BANK.database);
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("LOCK TABLE entry IN ACCESS EXCLUSIVE MODE");
      for (int i = 0; i < READERS; i++) {
        waiting.add(CompletableFuture.supplyAsync(this::wholeFeed));
      }
      Await.until(
          "the readers wait",
          () -> BANK.count("SELECT count(*) FROM pg_locks WHERE NOT granted") == READERS);
      refused = clerk.desk("/feed");
      blocker.rollback();
    }
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("too_many_readers");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(waiting).allSatisfy(reader -> assertThat(reader.join().status()).isEqualTo(200));
    assertThat(clerk.desk("/feed").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?after=",
        "?after=1",
        "?after=x-y",
        "?before=1-1%27",
        "?after=1-1&before=2-2",
        "?after=9999999999999999999-1",
        "?limit=1000"
      })
  void strangeCursorIsRefused(String query) throws Exception {
    Reply reply = clerk.desk("/feed" + query);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("bad_cursor");
  }

  private Reply wholeFeed() {
    try {
      return clerk.desk("/feed");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String pay() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    vault.ask(payload);
    return Payloads.member(payload, "messageId").toString();
  }

  private JsonNode after(String cursor) throws Exception {
    return feed("?after=" + cursor);
  }

  private JsonNode feed(String query) throws Exception {
    Reply reply = clerk.desk("/feed" + query);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return new ObjectMapper().readTree(reply.body());
  }

  private String newest() throws Exception {
    JsonNode items = feed("").path("items");
    return items.isEmpty() ? "0-0" : items.get(0).path("cursor").asText();
  }

  private static String last(JsonNode feed) {
    JsonNode items = feed.path("items");
    return items.get(items.size() - 1).path("cursor").asText();
  }

  private static List<String> ids(JsonNode feed) {
    return feed.path("items").findValuesAsText("messageId");
  }
}
