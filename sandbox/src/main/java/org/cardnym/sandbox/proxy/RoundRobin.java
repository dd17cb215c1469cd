package org.cardnym.sandbox.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP port that hands each connection to the next replica; one that doesn't answer is passed
 * over. It reads nothing of what goes through.
 */
public final class RoundRobin implements AutoCloseable {
  private final ServerSocket server;
  private final List<Integer> targets;
  private final AtomicInteger turn = new AtomicInteger();

  public RoundRobin(int port, List<Integer> targets) throws IOException {
    this.targets = List.copyOf(targets);
    this.server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        Thread.ofVirtual().start(() -> join(near));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void join(Socket near) {
    try (near;
        Socket far = next()) {
      Thread back = Thread.ofVirtual().start(() -> pump(far, near));
      pump(near, far);
      back.join();
    } catch (IOException e) {
      // No replica answers: the caller sees its connection closed, as with any dead server.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Socket next() throws IOException {
    IOException last = new IOException("no replica");
    for (int tries = 0; tries < targets.size(); tries++) {
      int target = targets.get(Math.floorMod(turn.getAndIncrement(), targets.size()));
      Socket far = new Socket();
      try {
        far.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), target), 2000);
        return far;
      } catch (IOException e) {
        far.close();
        last = e;
      }
    }
    throw last;
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException broken) {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // It is gone either way.
    }
  }
}
