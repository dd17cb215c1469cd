package org.cardnym.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTest {

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;

  EchoTest() throws Exception {
    vault = new TestVault(BANK);
  }

  @Test
  void echoIsAcknowledgedAndBookedNowhere() throws Exception {
    Map<String, Object> echo = Payloads.echo("hello");
    ObjectNode answer = vault.ask(echo);
    assertThat(answer.path("decision").asText()).isEqualTo("acknowledged");
    assertThat(answer.path("responseCode").asText()).isEqualTo("00");
    TestVault clerk = new TestVault(BANK, BANK.authority.clientWithoutCertificate());
    assertThat(clerk.desk("/receipts").body())
        .doesNotContain(Payloads.member(echo, "messageId").toString());
  }

  @Test
  void repeatHasTheSameDecisionSignedAnew() throws Exception {
    Map<String, Object> echo = Payloads.echo("hello");
    ObjectNode first = vault.ask(echo);
    ObjectNode again = vault.askAgain(echo);
    assertThat(again.path("decision")).isEqualTo(first.path("decision"));
    assertThat(again.path("jti")).isNotEqualTo(first.path("jti"));
  }

  @Test
  void knownEchoWithOtherTextIsRefused() throws Exception {
    Map<String, Object> echo = Payloads.echo("hello");
    vault.ask(echo);
    Map<String, Object> other = Payloads.repeat(echo, BANK.clock.instant());
    other.put("text", "other");
    Reply refused = vault.send(other);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("content_differs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01234567890123456789012345678901234567890123456789012345678901234"})
  void textOfAnotherLengthIsRefused(String text) throws Exception {
    Map<String, Object> echo = Payloads.fresh(Payloads.echo(text), BANK.clock.instant());
    assertThat(vault.send(echo).code()).isEqualTo("malformed");
  }
}
