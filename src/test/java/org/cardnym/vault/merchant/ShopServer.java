package org.cardnym.vault.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/** A shop's endpoint on this machine: remembers what came, and answers as a test told it. */
public final class ShopServer implements AutoCloseable {
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private final HttpServer server;
  private final String scheme;
  private final List<Hook> hooks = new ArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile int status = 204;
  private volatile boolean hangs;
  private volatile Map<String, String> headers = Map.of();
  private volatile int bodyBytes;

  /** Headers by their names in lower case. */
  public record Hook(String host, String path, Map<String, String> headers, String body) {
    public String id() {
      return headers.getOrDefault("webhook-id", "");
    }

    public String signature() {
      return headers.getOrDefault("webhook-signature", "");
    }

    /** What its signatures are over. */
    public byte[] signed() {
      return (id() + "." + headers.get("webhook-timestamp") + "." + body)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private ShopServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  public static ShopServer open() {
    try {
      return new ShopServer(HttpServer.create(loopback(), 0), "http");
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  public static ShopServer open(SSLContext tls) {
    try {
      HttpsServer server = HttpsServer.create(loopback(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new ShopServer(server, "https");
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  public String url() {
    return scheme + "://127.0.0.1:" + port() + "/webhooks";
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public ShopServer answers(int code) {
    status = code;
    return this;
  }

  public ShopServer answers(int code, Map<String, String> with) {
    headers = with;
    return answers(code);
  }

  /** Adds so many bytes of a body to its answers, as far as anybody reads them. */
  ShopServer chatters(int bytes) {
    bodyBytes = bytes;
    return this;
  }

  /** Takes requests and says nothing until it is closed. */
  ShopServer hangs() {
    hangs = true;
    return this;
  }

  int mostAtOnce() {
    return mostAtOnce.get();
  }

  public List<Hook> hooks() {
    synchronized (hooks) {
      return List.copyOf(hooks);
    }
  }

  /** So many webhooks, waited for. */
  public List<Hook> await(int count) {
    until(() -> hooks().size() >= count);
    return hooks();
  }

  public static void until(BooleanSupplier reached) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!reached.getAsBoolean() && System.nanoTime() < end) {
      pause();
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var got = new HashMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> got.put(name.toLowerCase(Locale.ROOT), String.join("|", values)));
      synchronized (hooks) {
        hooks.add(
            new Hook(got.getOrDefault("host", ""), exchange.getRequestURI().toString(), got, body));
      }
      if (hangs) {
        released.await();
      }
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(status, bodyBytes == 0 ? -1 : bodyBytes);
      byte[] part = new byte[1024];
      for (int sent = 0; sent < bodyBytes; sent += part.length) {
        exchange.getResponseBody().write(part);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      atOnce.decrementAndGet();
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
