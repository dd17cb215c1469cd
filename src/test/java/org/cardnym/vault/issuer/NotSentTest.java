package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.junit.jupiter.api.Test;

/** The line between what never left the vault and what may have arrived. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class NotSentTest {
  @Inject TestBanks parties;
  @Inject Exchanges exchanges;
  @Inject Gates gates;
  @Inject Heard heard;

  @Test
  void aRefusedConnectionIsTriedAgainThenNotSent() {
    try (Party party = parties.open()) {
      party.bank().stop();
      ExchangeRow.Key key = parties.authorization(party);

      send(key);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.NOT_SENT);
      assertThat(parties.view(key).uncertain()).isFalse();
      assertThat(parties.view(key).transmissions()).isGreaterThan(3);
    }
  }

  @Test
  void aBankThatComesBackWithinTheWindowIsReached() throws InterruptedException {
    try (Party party = parties.open()) {
      party.bank().stop();
      ExchangeRow.Key key = parties.authorization(party);
      var sent = exchanges.send(key.familyId(), key.messageId()).toCompletableFuture();
      Thread.sleep(500);

      party.bank().start();
      sent.join();

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(parties.view(key).uncertain()).isFalse();
    }
  }

  @Test
  void aBankThatWasDownForLongIsFoundByAProbe() {
    try (Party party = parties.open()) {
      party.bank().stop();
      send(parties.authorization(party));
      assertThat(down(party)).isTrue();
      ExchangeRow.Key key = parties.authorization(party);

      party.bank().start();
      send(key);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(down(party)).isFalse();
    }
  }

  @Test
  void aRefusedConnectionAfterAnUnknownTransmissionIsReversed() {
    try (Party party = parties.open()) {
      party
          .bank()
          .script
          .add(message -> {
            new Thread(party.bank()::stop).start();
            return null;
          });
      ExchangeRow.Key key = parties.authorization(party);

      send(key);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.REVERSING);
      party.bank().start();
      heard.await(key.messageId(), Outcome.REVERSED);
    }
  }

  @Test
  void aServerOfAnotherAuthorityNeverSeesAByteOfTheMessage() throws IOException {
    var stranger = new TestAuthority("Some other CA");
    assertNeverSeesAByte(stranger.server("localhost", false, TestBanks.AUTHORITY));
  }

  @Test
  void aServerOfAnotherNameNeverSeesAByteOfTheMessage() throws IOException {
    assertNeverSeesAByte(TestBanks.AUTHORITY.server("other.example", false, TestBanks.AUTHORITY));
  }

  @Test
  void aServerWithAnExpiredCertificateNeverSeesAByteOfTheMessage() throws IOException {
    assertNeverSeesAByte(TestBanks.AUTHORITY.server("localhost", true, TestBanks.AUTHORITY));
  }

  @Test
  void aServerThatRefusesTheVaultsCertificateMayHaveSeenTheMessage() {
    var clients = new TestAuthority("Clients of another vault");
    var bank =
        new FakeBank(
            "refusing-bank",
            TestBanks.AUTHORITY.server("localhost", false, clients),
            FakeBank.ecKey(),
            parties::vaultKeys);
    try (Party party = parties.register(bank)) {
      ExchangeRow.Key key = parties.authorization(party);

      send(key);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.REVERSING);
      assertThat(bank.messages).isEmpty();
    }
  }

  @Test
  void aServerThatAcceptsAndSaysNothingIsNotSent() throws IOException {
    try (Party party = parties.open()) {
      int port = party.bank().port();
      party.bank().stop();
      try (var mute = new java.net.ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
        ExchangeRow.Key key = parties.authorization(party);

        send(key);

        assertThat(mute.isBound()).isTrue();
        assertThat(heard.of(key.messageId())).containsExactly(Outcome.NOT_SENT);
      }
    }
  }

  private boolean down(Party party) {
    return Objects.requireNonNull(gates.views().get(party.bankId())).down();
  }

  private void assertNeverSeesAByte(SSLContext tls) throws IOException {
    try (Party party = parties.open()) {
      int port = party.bank().port();
      party.bank().stop();
      try (var server = new Listening(tls, port)) {
        ExchangeRow.Key key = parties.authorization(party);

        send(key);

        assertThat(heard.of(key.messageId())).containsExactly(Outcome.NOT_SENT);
        assertThat(parties.view(key).uncertain()).isFalse();
        assertThat(server.connections.get()).isPositive();
        assertThat(server.bytes.get()).isZero();
      }
    }
  }

  private void send(ExchangeRow.Key key) {
    exchanges.send(key.familyId(), key.messageId()).toCompletableFuture().join();
  }

  /** Counts what clients send it within TLS. */
  private static final class Listening implements AutoCloseable {
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger bytes = new AtomicInteger();
    private final SSLServerSocket socket;

    Listening(SSLContext tls, int port) throws IOException {
      socket =
          (SSLServerSocket)
              tls.getServerSocketFactory()
                  .createServerSocket(port, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
      while (!socket.isClosed()) {
        try {
          SSLSocket client = (SSLSocket) socket.accept();
          connections.incrementAndGet();
          Thread.ofVirtual().start(() -> read(client));
        } catch (IOException closed) {
          return;
        }
      }
    }

    private void read(SSLSocket client) {
      try (client) {
        while (client.getInputStream().read() >= 0) {
          bytes.incrementAndGet();
        }
      } catch (IOException refused) {
        // What a client does that trusts this server no further.
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
