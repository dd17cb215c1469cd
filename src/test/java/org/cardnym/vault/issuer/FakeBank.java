package org.cardnym.vault.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.cardnym.vault.TestPorts;
import org.jspecify.annotations.Nullable;

/**
 * A bank behind real mutual TLS that opens messages with a JOSE library of its own. It answers as
 * the script says, one entry for each transmission, and honestly once the script is at its end.
 */
final class FakeBank implements AutoCloseable {
  static final String INSTITUTION = "fake-bank";

  /** What the bank does with one transmission. */
  @FunctionalInterface
  interface Act {
    /** Returns the HTTP answer, or null to say nothing and hold the connection. */
    @Nullable Reaction on(Message message) throws Exception;
  }

  /** An HTTP answer. */
  record Reaction(int status, String mediaType, String body) {
    static Reaction jose(String body) {
      return new Reaction(200, "application/jose", body);
    }
  }

  /** One transmission as the bank read it. */
  record Message(
      String compact,
      Map<String, Object> outer,
      Map<String, Object> inner,
      Map<String, Object> payload,
      String text) {
    String id() {
      return (String) member("messageId");
    }

    Object member(String name) {
      return Objects.requireNonNull(payload.get(name), name);
    }
  }

  final JWK enc;

  /** What it opens messages with. */
  final List<JWK> openers = new CopyOnWriteArrayList<>();

  /** What it signs answers with. */
  volatile ECKey sig = ecKey();

  final Deque<Act> script = new ConcurrentLinkedDeque<>();
  final List<Message> messages = new CopyOnWriteArrayList<>();

  /** The same for notices to holders. */
  final Deque<Act> noticeScript = new ConcurrentLinkedDeque<>();

  final List<Message> notices = new CopyOnWriteArrayList<>();
  final List<String> headerNames = new CopyOnWriteArrayList<>();
  final FakeBooks books = new FakeBooks();
  final List<Throwable> troubles = new CopyOnWriteArrayList<>();
  final String institution;

  /** What it refuses of its own accord; null for a bank that takes whatever opens. */
  volatile @Nullable Scruples scruples;

  private SSLContext tls;
  private final Supplier<List<ECKey>> vaultKeys;
  private HttpsServer server;
  private int port = TestPorts.free();

  FakeBank(String institution, SSLContext tls, JWK enc, Supplier<List<ECKey>> vaultKeys) {
    this.institution = institution;
    this.tls = tls;
    this.enc = enc;
    this.openers.add(enc);
    this.vaultKeys = vaultKeys;
    start();
  }

  void start() {
    try {
      server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
    } catch (IOException taken) {
      throw new IllegalStateException(taken);
    }
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters strict = tls.getDefaultSSLParameters();
            Scruples judge = scruples;
            strict.setNeedClientAuth(judge == null || !judge.lax(Scruples.Check.CLIENT));
            parameters.setSSLParameters(strict);
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/cardnym", this::serve);
    server.start();
  }

  void stop() {
    server.stop(0);
  }

  /** Goes on at another port, and leaves the one that the vault knows. */
  int moveAway() {
    int left = port;
    stop();
    port = TestPorts.free();
    start();
    return left;
  }

  /** Goes on at the same port with other certificates. */
  void restart(SSLContext other) {
    stop();
    tls = other;
    start();
  }

  @Override
  public void close() {
    stop();
  }

  String endpoint() {
    return "https://localhost:" + port + "/cardnym";
  }

  int port() {
    return port;
  }

  Answers answers() {
    return new Answers(institution, sig);
  }

  private void serve(HttpExchange http) throws IOException {
    headerNames.addAll(http.getRequestHeaders().keySet());
    try (http) {
      String compact = new String(http.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
      @Nullable Reaction reaction = reaction(compact);
      if (reaction == null) {
        Thread.sleep(5_000);
        return;
      }
      byte[] body = reaction.body().getBytes(StandardCharsets.UTF_8);
      http.getResponseHeaders().add("Content-Type", reaction.mediaType());
      http.sendResponseHeaders(reaction.status(), body.length);
      http.getResponseBody().write(body);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (Exception trouble) {
      troubles.add(trouble);
    }
  }

  private @Nullable Reaction reaction(String compact) throws Exception {
    Scruples judge = scruples;
    Message message;
    try {
      message = open(compact);
    } catch (ParseException | JOSEException notOpened) {
      if (judge == null) {
        throw notOpened;
      }
      return Scruples.refusal(400, "not_opened");
    }
    // Apart, as they come by themselves, some time after a card was only compared.
    boolean notice = message.member("kind").equals("holder-notice");
    (notice ? notices : messages).add(message);
    Reaction refused = judge == null ? null : judge.on(message);
    if (refused != null) {
      return refused;
    }
    Act act = (notice ? noticeScript : script).poll();
    return act == null ? honest(message) : act.on(message);
  }

  private Reaction honest(Message message) {
    if (message.member("kind").equals("reconciliation")) {
      var members = answers().members(message, "acknowledged", "00");
      members.putAll(books.page(message));
      return Reaction.jose(answers().signed(members));
    }
    books.note(message, message.member("kind").equals("reversal") ? "acknowledged" : "approved");
    return answers().honest(message);
  }

  private Message open(String compact) throws ParseException, JOSEException {
    JWEObject outer = JWEObject.parse(compact);
    JWK opener =
        openers.stream()
            .filter(key -> key.getKeyID().equals(outer.getHeader().getKeyID()))
            .findFirst()
            .orElseThrow(() -> new JOSEException("not for this bank"));
    outer.decrypt(
        opener instanceof RSAKey rsa ? new RSADecrypter(rsa) : new ECDHDecrypter(opener.toECKey()));
    JWSObject inner = JWSObject.parse(outer.getPayload().toString());
    Scruples judge = scruples;
    boolean ours = judge != null && judge.lax(Scruples.Check.SIGNATURE);
    for (ECKey key : vaultKeys.get()) {
      ours |=
          inner.getHeader().getKeyID().equals(key.getKeyID())
              && inner.verify(new ECDSAVerifier(key));
    }
    if (!ours) {
      throw new JOSEException("not signed by the vault");
    }
    return new Message(
        compact,
        outer.getHeader().toJSONObject(),
        inner.getHeader().toJSONObject(),
        inner.getPayload().toJSONObject(),
        inner.getPayload().toString());
  }

  static ECKey ecKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    } catch (JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
