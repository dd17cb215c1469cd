package org.cardnym.sandbox.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.sandbox.web.LoopbackServer;
import org.cardnym.sandbox.web.Response;
import org.junit.jupiter.api.Test;

class RoundRobinTest {

  @Test
  void connectionsTakeTurns() throws IOException {
    try (LoopbackServer one = replica("one");
        LoopbackServer two = replica("two");
        RoundRobin proxy = new RoundRobin(0, List.of(port(one), port(two)))) {
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(ask(proxy.port(), i % 2 == 0 ? one : two));
      }

      assertThat(answers).containsExactly("one", "two", "one", "two");
    }
  }

  @Test
  void aDeadReplicaIsPassedOver() throws IOException {
    try (LoopbackServer alive = replica("alive");
        RoundRobin proxy = new RoundRobin(0, List.of(deadPort(), port(alive)))) {

      assertThat(ask(proxy.port(), alive)).isEqualTo("alive");
      assertThat(ask(proxy.port(), alive)).isEqualTo("alive");
    }
  }

  private static LoopbackServer replica(String name) throws IOException {
    return new LoopbackServer(0, "default-src 'none'", any -> Response.text(200, name));
  }

  private static int port(LoopbackServer server) {
    return URI.create(server.origin()).getPort();
  }

  private static int deadPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String ask(int port, LoopbackServer behind) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String host = URI.create(behind.origin()).getAuthority();
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }
}
