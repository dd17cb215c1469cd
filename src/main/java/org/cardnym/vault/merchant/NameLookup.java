package org.cardnym.vault.merchant;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** The name service. */
interface NameLookup {
  /** All addresses of a host; none where it has none or nobody answers in time. */
  List<InetAddress> addresses(String host, Duration patience) throws InterruptedException;
}
