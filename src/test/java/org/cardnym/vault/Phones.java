package org.cardnym.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A real HTTPS server that takes text messages, where a vault {@link WithSms} posts them, up only
 * while a test holds one open; and what it has received.
 */
public final class Phones implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What was posted, whatever it was answered. */
  public record Text(
      String method, String path, String authorization, String type, String body, int answered) {
    public String id() {
      return JsonPath.from(body).getString("id");
    }

    public String to() {
      return JsonPath.from(body).getString("to");
    }

    public String text() {
      return JsonPath.from(body).getString("text");
    }

    /** The eight digits that it begins with. */
    public String code() {
      String code = text().substring(0, 8);
      assertThat(code).matches("[0-9]{8}");
      return code;
    }

    /** The page's number that it names. */
    public String number() {
      return text().replaceFirst("(?s).*asked shows ([0-9]{2})\\..*", "$1");
    }
  }

  private final HttpsServer server;
  private final List<Text> received = new CopyOnWriteArrayList<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

  private Phones(HttpsServer server) {
    this.server = server;
  }

  public static Phones open() {
    Config config = ConfigProvider.getConfig();
    int port = URI.create(config.getValue("cardnym.sms.endpoint", String.class)).getPort();
    try {
      var server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls(config)));
      var phones = new Phones(server);
      server.createContext("/", phones::take);
      server.start();
      return phones;
    } catch (IOException | GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** A number that nobody else has. */
  public static String freshNumber() {
    return "+49155" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
  }

  /** Answers what comes next so, one each; afterwards 202. */
  public Phones answers(Integer... statuses) {
    answers.addAll(List.of(statuses));
    return this;
  }

  /** All that was posted for this number, taken or not. */
  public List<Text> to(String number) {
    return received.stream().filter(text -> number.equals(text.to())).toList();
  }

  public List<Text> all() {
    return List.copyOf(received);
  }

  /** Waits for the first message to this number. */
  public Text await(String number) {
    return await(number, 1).getLast();
  }

  /** Waits until so many have come for this number. */
  public List<Text> await(String number, int count) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (to(number).size() < count && System.nanoTime() < end) {
      pause();
    }
    var found = new ArrayList<>(to(number));
    assertThat(found).as("messages to %s", number).hasSizeGreaterThanOrEqualTo(count);
    return found;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Integer status = answers.poll();
      int answer = status == null ? 202 : status;
      var headers = exchange.getRequestHeaders();
      received.add(
          new Text(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              String.valueOf(headers.getFirst("Authorization")),
              String.valueOf(headers.getFirst("Content-Type")),
              body,
              answer));
      exchange.getResponseHeaders().set("Location", "/elsewhere");
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  private static SSLContext tls(Config config) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    String pem = Files.readString(config.getValue("cardnym.test.sms.key", Path.class));
    String der = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "");
    var key = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(der));
    try (var in =
        Files.newInputStream(config.getValue("cardnym.test.sms.certificate", Path.class))) {
      Certificate own = CertificateFactory.getInstance("X.509").generateCertificate(in);
      store.setKeyEntry(
          "server",
          KeyFactory.getInstance("EC").generatePrivate(key),
          new char[0],
          new Certificate[] {own});
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
