package org.cardnym.sandbox.launch;

import org.cardnym.sandbox.launch.Ports.Listener;

/**
 * The addresses as their users know them: what a browser opens is plain, what machines call is TLS.
 */
record Endpoints(Ports ports) {

  String pages() {
    return "http://localhost:" + ports.of(Listener.PAGES);
  }

  String api() {
    return "https://localhost:" + ports.of(Listener.API);
  }

  String shop() {
    return "http://127.0.0.1:" + ports.of(Listener.SHOP);
  }

  /** Where a shop that somebody writes themselves is to listen: registered like the demo's own. */
  String ownShop() {
    return "http://127.0.0.1:" + ports.ownShop();
  }

  String inbox() {
    return "http://127.0.0.1:" + ports.of(Listener.INBOX);
  }

  String bankDesk() {
    return "https://localhost:" + ports.of(Listener.BANK_DESK);
  }

  /** The same desk for a browser. */
  String bankPage() {
    return "http://127.0.0.1:" + ports.of(Listener.BANK_DESK);
  }

  String bankLink() {
    return "https://localhost:" + ports.of(Listener.BANK_LINK) + "/cardnym";
  }

  String identity() {
    return "https://localhost:" + ports.of(Listener.IDENTITY);
  }

  String tokens() {
    return identity() + "/oauth2/token";
  }

  String metrics() {
    return "http://127.0.0.1:" + ports.of(Listener.METRICS) + "/q/metrics";
  }

  String readiness(int replica) {
    return "http://127.0.0.1:" + ports.management(replica) + "/q/health/ready";
  }
}
