package org.cardnym.sandbox.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who listens where: ten ports from the base on, one left to the newcomer's own shop, one for the
 * demo phone's page, and three more for each replica when there are several.
 */
record Ports(int base, int replicas) {
  static final int DEFAULT_BASE = 18600;
  static final int LOWEST_BASE = 1024;
  static final int HIGHEST_BASE = 65000;

  private static final int OWN_SHOP = 10;
  private static final int SENSOR = 11;
  private static final int FIRST_OF_REPLICAS = 20;

  /** The listeners, in the order of their ports. */
  enum Listener {
    PAGES("the vault's pages"),
    API("the vault's API"),
    SHOP("the shop"),
    INBOX("the inbox"),
    BANK_DESK("the bank's desk"),
    IDENTITY("the identity provider"),
    BANK_LINK("the bank's link"),
    MAIL("the mail server"),
    DATABASE("PostgreSQL"),
    METRICS("the vault's metrics");

    private final String title;

    Listener(String title) {
      this.title = title;
    }
  }

  int of(Listener listener) {
    return base + listener.ordinal();
  }

  /** Nobody of the sandbox listens here: a shop that somebody writes themselves may. */
  int ownShop() {
    return base + OWN_SHOP;
  }

  /** The page of the demo phone, which is the identity provider's too. */
  int sensor() {
    return base + SENSOR;
  }

  /** A replica's port for plain HTTP; the only replica has the public one. */
  int http(int replica) {
    return replicas == 1 ? of(Listener.PAGES) : ofReplica(replica, 0);
  }

  int tls(int replica) {
    return replicas == 1 ? of(Listener.API) : ofReplica(replica, 1);
  }

  int management(int replica) {
    return replica == 1 ? of(Listener.METRICS) : ofReplica(replica, 2);
  }

  /** Names the first port that somebody else has. */
  void requireFree() {
    all()
        .forEach((port, title) -> {
          if (!free(port)) {
            throw new StartRefused(
                "port "
                    + port
                    + " ("
                    + title
                    + ") is taken; stop what listens there, or choose other"
                    + " ports with --port-base N",
                1);
          }
        });
  }

  private Map<Integer, String> all() {
    Map<Integer, String> all = new LinkedHashMap<>();
    for (Listener listener : Listener.values()) {
      all.put(of(listener), listener.title);
    }
    all.put(sensor(), "the demo phone's page");
    for (int replica = 1; replicas > 1 && replica <= replicas; replica++) {
      all.put(http(replica), "pages of replica " + replica);
      all.put(tls(replica), "API of replica " + replica);
      all.putIfAbsent(management(replica), "metrics of replica " + replica);
    }
    return all;
  }

  private int ofReplica(int replica, int offset) {
    return base + FIRST_OF_REPLICAS + 3 * (replica - 1) + offset;
  }

  /** On both loopbacks, as a browser may try either for localhost. */
  private static boolean free(int port) {
    return canBind("127.0.0.1", port) && (!canBind("::1", 0) || canBind("::1", port));
  }

  private static boolean canBind(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
