package org.cardnym.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport of section 1 and the refusals of section 7. */
class LinkTest {

  private static final int LIMIT = 16 * 1024;

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;
  private final Map<String, Object> payload =
      Payloads.fresh(Payloads.authorization("4111111111111111"), BANK.clock.instant());

  LinkTest() throws Exception {
    vault = new TestVault(BANK);
  }

  @Test
  void vaultsCertificateIsLetIn() throws Exception {
    assertThat(vault.send(payload).status()).isEqualTo(200);
  }

  @Test
  void clientWithoutCertificateIsCutOff() throws Exception {
    TestVault stranger = new TestVault(BANK, BANK.authority.clientWithoutCertificate());
    assertThatThrownBy(() -> stranger.send(payload)).isInstanceOf(IOException.class);
  }

  @Test
  void certificateOfAnotherAuthorityIsCutOff() throws Exception {
    SSLContext tls = BANK.authority.client(new TestAuthority("Else"), RunningBank.VAULT_NAME);
    assertThatThrownBy(() -> new TestVault(BANK, tls).send(payload))
        .isInstanceOf(IOException.class);
  }

  @Test
  void certificateWithAnotherNameIsRefused() throws Exception {
    TestVault neighbour =
        new TestVault(BANK, BANK.authority.client(BANK.authority, "else.test.example"));
    Reply reply = neighbour.send(payload);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.code()).isEqualTo("client_certificate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void currentTlsIsSpoken(String protocol) throws Exception {
    assertThat(handshake(protocol)).isEqualTo(protocol);
  }

  @Test
  void weakSuiteIsNotSpoken() {
    assertThatThrownBy(() -> handshakeWithSuite("TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void bodyAtTheLimitIsRead() throws Exception {
    assertThat(vault.post("A".repeat(LIMIT)).code()).isEqualTo("not_opened");
  }

  @Test
  void bodyOverTheLimitIsRefused() throws Exception {
    Reply reply = vault.post("A".repeat(LIMIT + 1));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.code()).isEqualTo("too_large");
  }

  @Test
  void bodyOfUnknownLengthOverTheLimitIsRefused() throws Exception {
    byte[] large = new byte[LIMIT + 1];
    Reply reply =
        vault.exchange(
            vault
                .request("/cardnym")
                .header("Content-Type", "application/jose")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
    assertThat(reply.status()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "application/jose+json", "application/jose; charset=utf-8"})
  void otherMediaTypeIsRefused(String type) throws Exception {
    String compact = vault.seal(payload);
    Reply reply =
        vault.exchange(
            vault
                .request("/cardnym")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(compact)));
    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.code()).isEqualTo("media_type");
  }

  @Test
  void contentCodingIsRefused() throws Exception {
    String compact = vault.seal(payload);
    Reply reply =
        vault.exchange(
            vault
                .request("/cardnym")
                .header("Content-Type", "application/jose")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString(compact)));
    assertThat(reply.status()).isEqualTo(415);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /cardnym, 405",
    "PUT, /cardnym, 405",
    "POST, /, 404",
    "POST, /cardnym/, 404",
    "GET, /receipts, 404"
  })
  void nothingElseIsServed(String method, String path, int status) throws Exception {
    Reply reply = vault.exchange(vault.request(path).method(method, BodyPublishers.noBody()));
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.type()).isEqualTo("application/problem+json");
  }

  @Test
  void databaseThatIsAwayMeansLaterAndDecidesNothing() throws Exception {
    String compact = vault.seal(payload);
    TestPostgres.execute(
        "postgres", "ALTER DATABASE " + BANK.database + " ALLOW_CONNECTIONS false");
    TestPostgres.execute(
        "postgres",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
            + BANK.database
            + "'");
    Reply away = vault.post(compact);
    TestPostgres.execute("postgres", "ALTER DATABASE " + BANK.database + " ALLOW_CONNECTIONS true");
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.headers().firstValue("Retry-After")).isPresent();
    assertThat(vault.post(compact).status()).isEqualTo(200);
  }

  private String handshake(String protocol) throws Exception {
    try (SSLSocket socket = socket()) {
      socket.setEnabledProtocols(new String[] {protocol});
      socket.startHandshake();
      return socket.getSession().getProtocol();
    }
  }

  private void handshakeWithSuite(String suite) throws Exception {
    try (SSLSocket socket = socket()) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.setEnabledCipherSuites(new String[] {suite});
      socket.startHandshake();
    }
  }

  private static SSLSocket socket() throws Exception {
    SSLContext tls = BANK.authority.client(BANK.authority, RunningBank.VAULT_NAME);
    return (SSLSocket) tls.getSocketFactory().createSocket("localhost", BANK.linkPort());
  }
}
