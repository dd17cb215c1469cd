package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subject;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.session.KnownBrowsers;

/**
 * The doors that failed tries have locked for a payer's name, and the one to recovery where its
 * mails are used up. Looking counts as no try, and shows no name.
 */
@ApplicationScoped
public class LockedDoors {
  /** No proof is judged at it: its mails of today are used up. */
  private static final ProofDoor RECOVERY =
      new ProofDoor("recovery", Limit.RECOVERIES_PER_NAME, Limit.RECOVERIES_PER_NAME);

  private final Payers payers;
  private final KnownBrowsers browsers;
  private final Limits limits;
  private final Subjects subjects;
  private final Ways ways;

  LockedDoors(Payers payers, KnownBrowsers browsers, Limits limits, Subjects subjects, Ways ways) {
    this.payers = payers;
    this.browsers = browsers;
    this.limits = limits;
    this.subjects = subjects;
    this.ways = ways;
  }

  /** Those that are locked now; none for a payer without a name. */
  public List<LockedDoor> of(UUID payerId) {
    var locked = new ArrayList<LockedDoor>();
    for (Doors doors : Doors.values()) {
      List<Subject> counted = counted(doors, payerId);
      all().forEach(door -> add(locked, door, doors, counted));
    }
    return locked;
  }

  /** Gives every browser all its tries again. Call it without a transaction. */
  public void open(UUID payerId) {
    for (Doors doors : Doors.values()) {
      for (Subject subject : counted(doors, payerId)) {
        all().forEach(door -> limits.reset(doors.limit(door), subject));
      }
    }
  }

  private List<ProofDoor> all() {
    return Stream.concat(ways.doors().stream(), Stream.of(RECOVERY)).toList();
  }

  private void add(List<LockedDoor> locked, ProofDoor door, Doors doors, List<Subject> counted) {
    String kind = doors.name().toLowerCase(Locale.ROOT);
    limits
        .refusedUntil(doors.limit(door), counted)
        .ifPresent(until -> locked.add(new LockedDoor(door.name(), kind, until)));
  }

  private List<Subject> counted(Doors doors, UUID payerId) {
    List<String> names = payers.nameIndexes(payerId);
    return names.isEmpty() ? List.of() : doors.subjects(subjects, names, browsers.ids(payerId));
  }
}
