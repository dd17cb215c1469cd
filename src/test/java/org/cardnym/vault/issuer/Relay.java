package org.cardnym.vault.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** Takes a bank's place on its port, hands on what comes, and ends some connections at once. */
final class Relay implements AutoCloseable {
  private final ServerSocket here;
  private final int behind;
  private final IntPredicate ends;
  private final AtomicInteger connections = new AtomicInteger();

  private Relay(ServerSocket here, int behind, IntPredicate ends) {
    this.here = here;
    this.behind = behind;
    this.ends = ends;
  }

  /**
   * @param ends told a connection's number, from one, whether to end it
   */
  static Relay before(FakeBank bank, IntPredicate ends) throws IOException {
    int port = bank.moveAway();
    var here = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    var relay = new Relay(here, bank.port(), ends);
    Thread.ofVirtual().start(relay::accept);
    return relay;
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!here.isClosed()) {
      try {
        Socket client = here.accept();
        if (ends.test(connections.incrementAndGet())) {
          client.close();
        } else {
          Socket bank = new Socket(InetAddress.getLoopbackAddress(), behind);
          Thread.ofVirtual().start(() -> hand(client, bank));
          Thread.ofVirtual().start(() -> hand(bank, client));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Until either side ends, which ends both. */
  private static void hand(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // What a connection's end looks like to the side that still reads.
    }
  }

  @Override
  public void close() {
    try {
      here.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
