package org.cardnym.bench.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Who listens where: a run of free ports below those that the system gives out. */
record Ports(int base) {
  private static final int COUNT = 24;

  static Ports free() {
    for (int tries = 0; tries < 100; tries++) {
      int base = ThreadLocalRandom.current().nextInt(12_000, 30_000);
      if (allFree(base)) {
        return new Ports(base);
      }
    }
    throw new IllegalStateException("no run of free ports");
  }

  int pages() {
    return base;
  }

  int identity() {
    return base + 1;
  }

  int mail() {
    return base + 2;
  }

  int inbox() {
    return base + 3;
  }

  int shop() {
    return base + 4;
  }

  int database() {
    return base + 5;
  }

  /** The gate between the vaults and their database. */
  int databaseGate() {
    return base + 6;
  }

  int bank() {
    return base + 7;
  }

  /** The gate between the vaults and the bank. */
  int bankGate() {
    return base + 8;
  }

  int desk() {
    return base + 9;
  }

  int http(int replica) {
    return base + 10 + 3 * replica;
  }

  int tls(int replica) {
    return base + 11 + 3 * replica;
  }

  int management(int replica) {
    return base + 12 + 3 * replica;
  }

  private static boolean allFree(int base) {
    for (int port = base; port < base + COUNT; port++) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
