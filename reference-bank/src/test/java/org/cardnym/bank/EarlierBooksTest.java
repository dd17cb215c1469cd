package org.cardnym.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.cardnym.bank.ledger.Place;
import org.cardnym.bank.wire.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bank that starts on the books of a release that nobody could follow. */
class EarlierBooksTest {

  @RegisterExtension static final RunningBank BANK = booksOfTheFirstRelease();

  @Test
  void oldEntriesKeepTheirOrderAndNewOnesFollowThem() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    new TestVault(BANK).ask(payload);
    TestVault clerk = new TestVault(BANK, BANK.authority.clientWithoutCertificate());
    Reply reply = clerk.desk("/feed?after=" + Place.START.cursor());
    JsonNode items = StrictJson.object(reply.body().getBytes(UTF_8)).path("items");
    assertThat(items.findValuesAsText("messageId"))
        .containsExactly("msg_old1", "msg_old2", Payloads.member(payload, "messageId").toString());
  }

  private static RunningBank booksOfTheFirstRelease() {
    RunningBank bank = new RunningBank();
    TestPostgres.execute(
        bank.database,
        script()
            + "CREATE TABLE schema_version (version integer PRIMARY KEY);"
            + "INSERT INTO schema_version VALUES (1);"
            + "INSERT INTO entry (at, kind, message_id, outcome, response_code, balance_effect)"
            + " VALUES (now(), 'refund', 'msg_old1', 'APPROVED', '00', 0),"
            + " (now(), 'refund', 'msg_old2', 'APPROVED', '00', 0)");
    return bank;
  }

  private static String script() {
    try (InputStream script = Place.class.getResourceAsStream("1.sql")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
