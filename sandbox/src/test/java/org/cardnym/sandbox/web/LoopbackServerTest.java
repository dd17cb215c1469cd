package org.cardnym.sandbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
  private LoopbackServer server;

  @BeforeEach
  void open() throws IOException {
    server = new LoopbackServer(0, "default-src 'none'", LoopbackServerTest::handle);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void answersCarryTheStrictHeaders() throws IOException {
    assertThat(send("GET / HTTP/1.1", authority(), ""))
        .contains("200 OK", "default-src 'none'", "nosniff", "DENY", "no-store");
  }

  @Test
  void anotherNameForThisAddressIsRefused() throws IOException {
    assertThat(send("GET / HTTP/1.1", "evil.example", "")).contains("421").doesNotContain("hello");
  }

  @Test
  void aLargeBodyIsRefused() throws IOException {
    assertThat(send("POST / HTTP/1.1", authority(), "x".repeat(17_000))).contains("413");
  }

  @Test
  void aFailureTellsNothing() throws IOException {
    assertThat(send("GET /fail HTTP/1.1", authority(), ""))
        .contains("500")
        .doesNotContain("a secret");
  }

  @Test
  void textInPagesIsEscaped() {
    assertThat(Template.escape("<b a='\"'>&")).isEqualTo("&lt;b a=&#39;&quot;&#39;&gt;&amp;");
  }

  private static Response handle(Request request) {
    if (request.path().equals("/fail")) {
      throw new IllegalStateException("a secret");
    }
    return Response.json(200, Map.of("say", "hello"));
  }

  private String authority() {
    return URI.create(server.origin()).getAuthority();
  }

  private String send(String line, String host, String body) throws IOException {
    URI uri = URI.create(server.origin());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String request =
          line
              + "\r\nHost: "
              + host
              + "\r\nConnection: close\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
