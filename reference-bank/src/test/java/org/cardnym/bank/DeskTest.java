package org.cardnym.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.cardnym.bank.wire.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeskTest {

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;
  private final TestVault clerk;

  DeskTest() throws Exception {
    vault = new TestVault(BANK);
    clerk = new TestVault(BANK, BANK.authority.clientWithoutCertificate());
  }

  @Test
  void healthIsToldWithoutACertificate() throws Exception {
    Reply reply = clerk.desk("/health");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void receiptShowsWhatWasBookedMasked() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    vault.ask(payload);
    vault.askAgain(payload);
    Reply reply = clerk.desk("/receipts");
    JsonNode receipt = newest(reply);
    assertThat(reply.body()).doesNotContain("4111111111111111").doesNotContain("Lovelace");
    assertThat(receipt.path("messageId").asText()).isEqualTo(payload.get("messageId"));
    assertThat(receipt.path("card").asText()).isEqualTo("411111******1111");
    assertThat(receipt.path("holder").asText()).isEqualTo("A. L.");
    assertThat(receipt.path("merchant").asText()).isEqualTo("Mug Shop GmbH");
    assertThat(receipt.path("amount").path("value").asLong()).isEqualTo(1999);
    assertThat(receipt.path("decision").asText()).isEqualTo("approved");
    assertThat(receipt.path("repeat").asInt()).isEqualTo(1);
    assertThat(receipt.path("reversed").asBoolean()).isFalse();
    assertThat(receipt.path("balanceEffect").asLong()).isEqualTo(-1999);
    assertThat(receipt.path("authentication").path("amr").get(1).asText()).isEqualTo("otp");
  }

  @Test
  void reversedAuthorizationIsMarked() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    vault.ask(payload);
    vault.ask(Payloads.reversal(payload));
    JsonNode items = items(clerk.desk("/receipts"));
    assertThat(items.get(0).path("kind").asText()).isEqualTo("reversal");
    assertThat(items.get(0).path("balanceEffect").asLong()).isEqualTo(1999);
    assertThat(items.get(1).path("reversed").asBoolean()).isTrue();
  }

  @Test
  void deskTakesNoMessages() throws Exception {
    assertThat(clerk.desk("/cardnym").status()).isEqualTo(404);
  }

  @Test
  void deskOnlyReads() throws Exception {
    Reply reply =
        clerk.exchange(
            java.net.http.HttpRequest.newBuilder(
                    java.net.URI.create("https://localhost:" + BANK.deskPort() + "/receipts"))
                .DELETE());
    assertThat(reply.status()).isEqualTo(405);
  }

  private static JsonNode newest(Reply reply) {
    return items(reply).get(0);
  }

  private static JsonNode items(Reply reply) {
    return StrictJson.object(reply.body().getBytes(UTF_8)).path("items");
  }
}
