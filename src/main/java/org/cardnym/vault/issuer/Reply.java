package org.cardnym.vault.issuer;

/** What one transmission over the link came to; nothing here is believed yet. */
sealed interface Reply {
  /** It failed before the first byte of the request was handed to TLS. */
  record NotSent(String reason) implements Reply {
    private static final String DEADLINE = "connect_deadline";

    /** No connection came about in time. */
    static NotSent atDeadline() {
      return new NotSent(DEADLINE);
    }

    boolean late() {
      return reason.equals(DEADLINE);
    }
  }

  /** It may have arrived. */
  record Unheard(String reason) implements Reply {}

  /** Status 200 and the agreed media type; at most 16 KiB. */
  final class Body implements Reply {
    private final byte[] bytes;

    Body(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes.clone();
    }
  }
}
