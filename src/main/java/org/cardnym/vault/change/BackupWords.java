package org.cardnym.vault.change;

import java.util.List;
import java.util.stream.Collectors;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.keys.Backups;
import org.cardnym.vault.keys.KeyState;

/** By when backups are clean of what was removed, in words. */
final class BackupWords {
  private BackupWords() {}

  static List<Plan.Line> of(Backups.Held held) {
    return List.of(
        new Plan.Line("keys", "wrapped by kek " + versions(held)),
        new Plan.Line("backups", goneBy(held)),
        new Plan.Line("certain", certain(held)));
  }

  /** For instance {@code 1 (destroyed), 2 (primary)}. */
  static String versions(Backups.Held held) {
    return held.versions().stream()
        .map(version -> version.number() + " (" + version.state().wire() + ")")
        .collect(Collectors.joining(", "));
  }

  private static String goneBy(Backups.Held held) {
    return held.goneBy() == null
        ? "hold them; until when is not known, as cardnym.backups.keep is not set"
        : "hold them; by the end of %s none is kept, as each is for %d days (cardnym.backups.keep)"
            .formatted(held.goneBy(), held.keepDays());
  }

  /**
   * A primary has to be replaced first. Whatever is destroyed opens still under its own root key.
   */
  private static String certain(Backups.Held held) {
    String standing =
        held.versions().stream()
            .filter(version -> version.state() != KeyState.DESTROYED)
            .map(version -> Integer.toString(version.number()))
            .collect(Collectors.joining(", "));
    boolean rotates =
        held.versions().stream().anyMatch(version -> version.state() == KeyState.PRIMARY);
    String destroy =
        standing.isEmpty()
            ? ""
            : (rotates ? "keys rotate kek, " : "")
                + "keys rewrap, keys verify kek, then keys retire and keys destroy kek "
                + standing
                + "; and ";
    return destroy + "the root key that sealed them is changed, and every copy of it is gone";
  }
}
