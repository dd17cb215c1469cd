package org.cardnym.vault.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.cardnym.vault.TestCertificate;
import org.cardnym.vault.merchant.Destinations.Destination;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookClientTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final byte[] BODY = {'{', '}'};
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir Path folder;
  private final ShopServer shop = ShopServer.open();

  @AfterEach
  void closeShop() {
    shop.close();
  }

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void theCheckedAddressIsConnectedToWhateverItsNameStandsForNow() throws Exception {
    // No name service knows this name: who asked again would not get here.
    Destination checked = plain("rebound.example", shop.port());

    Heard heard = post(TestWebhookSettings.USUAL, checked);

    assertThat(heard).isEqualTo(new Heard.Answered(204, null));
    assertThat(shop.hooks().getFirst().host()).isEqualTo("rebound.example:" + shop.port());
    assertThat(shop.hooks().getFirst().path()).isEqualTo("/hook?key=1");
    assertThat(shop.hooks().getFirst().headers()).containsEntry("webhook-id", "evt_1");
  }

  @Test
  void theCertificateMustHaveTheHostsNameNotTheAddress() throws Exception {
    var certificate = new TestCertificate("localhost");
    try (ShopServer secure = ShopServer.open(certificate.server())) {
      WebhookSettings trusting = TestWebhookSettings.USUAL.trusting(pem(certificate));

      assertThat(post(trusting, secure("localhost", secure.port())))
          .isEqualTo(new Heard.Answered(204, null));
      assertThat(post(trusting, secure("shop.example", secure.port())))
          .isEqualTo(new Heard.Failed("not_connected"));
      assertThat(secure.hooks()).hasSize(1);
    }
  }

  @Test
  void aCertificateOfNobodyKnownIsRefused() throws Exception {
    var certificate = new TestCertificate("localhost");
    try (ShopServer secure = ShopServer.open(certificate.server())) {
      assertThat(post(TestWebhookSettings.USUAL, secure("localhost", secure.port())))
          .isEqualTo(new Heard.Failed("not_connected"));
      assertThat(secure.hooks()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsAnAnswerAndNobodyFollowsIt(int status) throws Exception {
    try (ShopServer elsewhere = ShopServer.open()) {
      shop.answers(status, Map.of("Location", elsewhere.url()));

      assertThat(post(TestWebhookSettings.USUAL, plain("127.0.0.1", shop.port())))
          .isEqualTo(new Heard.Answered(status, null));
      assertThat(elsewhere.hooks()).isEmpty();
    }
  }

  @Test
  void aShopThatSaysNothingIsLeftAtTheDeadline() throws Exception {
    shop.hangs();
    long begun = System.nanoTime();

    Heard heard =
        client(TestWebhookSettings.USUAL)
            .post(plain("127.0.0.1", shop.port()), Map.of(), BODY, Duration.ofMillis(300));

    assertThat(heard).isEqualTo(new Heard.Failed("timed_out"));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void ofAnEndlessAnswerNoMoreThanItsHeadIsRead() throws Exception {
    shop.answers(200).chatters(Integer.MAX_VALUE / 1024 * 1024);

    assertThat(post(TestWebhookSettings.USUAL, plain("127.0.0.1", shop.port())))
        .isEqualTo(new Heard.Answered(200, null));
  }

  @Test
  void anEndlessHeadIsNoAnswer() throws Exception {
    shop.answers(200, Map.of("X-Long", "a".repeat(9_000)));

    assertThat(post(TestWebhookSettings.USUAL, plain("127.0.0.1", shop.port())))
        .isEqualTo(new Heard.Failed("no_answer"));
  }

  @Test
  void aShopMayAskForAPause() throws Exception {
    shop.answers(503, Map.of("Retry-After", "120"));

    assertThat(post(TestWebhookSettings.USUAL, plain("127.0.0.1", shop.port())))
        .isEqualTo(new Heard.Answered(503, Duration.ofMinutes(2)));
  }

  @Test
  void aShopThatIsNotThereIsNotConnected() throws Exception {
    int port = shop.port();
    shop.close();

    assertThat(post(TestWebhookSettings.USUAL, plain("127.0.0.1", port)))
        .isEqualTo(new Heard.Failed("not_connected"));
  }

  private static Heard post(WebhookSettings settings, Destination to) throws InterruptedException {
    return client(settings).post(to, Map.of("webhook-id", "evt_1"), BODY, Duration.ofSeconds(15));
  }

  private static WebhookClient client(WebhookSettings settings) {
    return new WebhookClient(VERTX, settings, Clock.systemUTC());
  }

  private static Destination plain(String host, int port) {
    return to(new WebhookAddress(false, host, port, "/hook?key=1", null));
  }

  private static Destination secure(String host, int port) {
    return to(new WebhookAddress(true, host, port, "/hook", null));
  }

  private static Destination to(WebhookAddress address) {
    return new Destination(address, LOOPBACK);
  }

  private Path pem(TestCertificate certificate) throws IOException {
    return Files.writeString(folder.resolve("shop.pem"), certificate.certificatePem());
  }
}
