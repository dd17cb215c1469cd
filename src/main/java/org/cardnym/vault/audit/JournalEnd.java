package org.cardnym.vault.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a journal goes. Of that its marks bear witness, which the vault has sealed, and nothing
 * else; a restore takes it back to what the restored trail has in common with the lost one.
 */
final class JournalEnd {
  private record Noted(long batch, long reach) {}

  private final Map<String, Noted> recoveries = new HashMap<>();
  private TrailPlace place = TrailPlace.before(1);
  private long reach;

  /** What a file says; the trail's beginning where it is not there. */
  static JournalEnd of(Path file, AuditSeal seal) throws IOException {
    var end = new JournalEnd();
    if (Files.exists(file)) {
      try (BufferedReader lines = JournalFile.reader(file)) {
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
          end.add(text, seal);
        }
      }
    }
    return end;
  }

  private void add(String text, AuditSeal seal) {
    Optional<TrailPlace> of = JournalLine.place(text);
    of.ifPresent(this::goesOn);
    if (of.isEmpty()) {
      JournalLine.marked(text, seal).ifPresent(this::reaches);
      JournalLine.restored(text).ifPresent(this::restored);
    }
  }

  /** Where the trail is to be read on. */
  TrailPlace place() {
    return place;
  }

  /** The batch up to which nothing is missing here; 0 where nothing says so. */
  long reach() {
    return reach;
  }

  /** The same, of when that recovery was noted here. */
  long reach(String recovery) {
    Noted noted = recoveries.get(recovery);
    return noted == null ? reach : noted.reach();
  }

  /** True if the file tells of that recovery. */
  boolean knows(Journal.Restored recovery) {
    Noted noted = recoveries.get(recovery.recovery());
    return noted != null && noted.batch() <= recovery.batch();
  }

  void goesOn(TrailPlace at) {
    place = at;
  }

  void reaches(long batch) {
    reach = batch;
    place = TrailPlace.before(batch + 1);
  }

  void restored(Journal.Restored recovery) {
    long batch = recovery.batch();
    recoveries.merge(
        recovery.recovery(),
        new Noted(batch, reach),
        (first, again) -> new Noted(Math.min(first.batch(), batch), first.reach()));
    reach = Math.min(reach, batch);
    TrailPlace common = TrailPlace.before(batch + 1);
    if (common.isBefore(place)) {
      place = common;
    }
  }
}
