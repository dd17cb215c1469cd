package org.cardnym.vault.proof;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Subject;
import org.cardnym.vault.limit.Subjects;

/**
 * The counters of each kind of browser: strangers, however many, can't lock out the browser that
 * has paid before.
 */
enum Doors {
  KNOWN,
  STRANGERS;

  Limit limit(ProofDoor door) {
    return this == KNOWN ? door.known() : door.strangers();
  }

  Subject subject(Subjects subjects, ProofTry proofs) {
    return this == KNOWN
        ? subjects.nameInBrowser(proofs.names(), Objects.requireNonNull(proofs.browser()))
        : subjects.name(proofs.names());
  }

  /** All that is counted here for a name: one subject for each known browser, one for strangers. */
  List<Subject> subjects(Subjects subjects, List<String> names, List<UUID> browsers) {
    return this == KNOWN
        ? browsers.stream().map(browser -> subjects.nameInBrowser(names, browser)).toList()
        : List.of(subjects.name(names));
  }
}
