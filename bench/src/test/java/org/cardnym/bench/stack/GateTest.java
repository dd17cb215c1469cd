package org.cardnym.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateTest {
  private ServerSocket echo;
  private Gate gate;
  private int port;
  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() throws IOException {
    echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::serve);
    port = freePort();
    gate = new Gate(port, echo.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    gate.close();
    echo.close();
  }

  @Test
  void passesBothWays() throws IOException {
    try (Socket socket = connect()) {
      assertThat(ask(socket, "hello", 5)).isEqualTo("hello");
    }
  }

  @Test
  void aCutAnswerEndsInItsMiddleAndTheQuestionHasArrived() throws Exception {
    try (Socket socket = connect()) {
      gate.trouble(new Trouble(Trouble.Kind.CUT_ANSWER, 2, 0));
      assertThat(ask(socket, "hello", 5)).isEqualTo("he");
      assertThat(heard.take()).isEqualTo("hello");
      assertThat(gate.clear()).isPositive();
    }
  }

  @Test
  void aCutQuestionArrivesInPart() throws Exception {
    try (Socket socket = connect()) {
      gate.trouble(new Trouble(Trouble.Kind.CUT_REQUEST, 2, 0));
      socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
      assertThat(heard.take()).isEqualTo("he");
      assertThat(gate.clear()).isPositive();
    }
  }

  @Test
  void aSwallowedAnswerNeverComesAndItsConnectionGoesWithTheTrouble() throws Exception {
    try (Socket socket = connect()) {
      gate.trouble(new Trouble(Trouble.Kind.SWALLOW, 0, 0));
      socket.setSoTimeout(300);
      assertThatThrownBy(() -> ask(socket, "hello", 1)).isInstanceOf(SocketTimeoutException.class);
      assertThat(heard.take()).isEqualTo("hello");
      gate.clear();
      assertThat(ended(socket)).isTrue();
    }
  }

  @Test
  void refusesAndLetsPassAgain() throws IOException {
    gate.trouble(new Trouble(Trouble.Kind.REFUSE, 0, 0));
    try (Socket socket = connect()) {
      assertThat(ended(socket)).isTrue();
    }
    gate.clear();
    passesBothWays();
  }

  @Test
  void withoutTrafficNothingIsStruck() {
    gate.trouble(new Trouble(Trouble.Kind.CUT_ANSWER, 0, 0));
    assertThat(gate.clear()).isZero();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static String ask(Socket socket, String text, int most) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return new String(socket.getInputStream().readNBytes(most), StandardCharsets.US_ASCII);
  }

  private static boolean ended(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  private void serve() {
    while (!echo.isClosed()) {
      try (Socket socket = echo.accept()) {
        byte[] buffer = new byte[100];
        for (int length = socket.getInputStream().read(buffer);
            length >= 0;
            length = socket.getInputStream().read(buffer)) {
          heard.add(new String(buffer, 0, length, StandardCharsets.US_ASCII));
          socket.getOutputStream().write(buffer, 0, length);
        }
      } catch (IOException over) {
        continue;
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
