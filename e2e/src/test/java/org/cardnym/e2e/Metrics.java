package org.cardnym.e2e;

/** The vault's metrics page. */
record Metrics(Wire wire, String url) {

  String page() {
    return wire.get(url).body();
  }

  boolean ready() {
    try {
      return wire.get(url.replace("/q/metrics", "/q/health/ready")).status() == 200;
    } catch (java.io.UncheckedIOException down) {
      return false;
    }
  }

  /** How often rows of a table were refused. */
  double rowsRefused(String table) {
    return page()
        .lines()
        .filter(line ->
            line.startsWith("cardnym_rows_refused") && line.contains("table=\"" + table + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
