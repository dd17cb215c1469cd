package org.cardnym.vault.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Rows that a sweeper found refused a short while ago. It passes them over, so that forged rows
 * neither stand in the way of the others nor flood the trail; each raises its alarm again later.
 */
public final class PutOffRows {
  private static final Duration LENGTH = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  private final Map<UUID, Instant> until =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Instant> eldest) {
          return size() > MOST;
        }
      };

  public synchronized void putOff(UUID row, Instant now) {
    until.remove(row);
    until.put(row, now.plus(LENGTH));
  }

  public synchronized boolean has(UUID row, Instant now) {
    Instant end = until.get(row);
    return end != null && now.isBefore(end);
  }
}
