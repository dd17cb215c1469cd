package org.cardnym.admin.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Judges the entries of one batch by its root, as exactly as that allows: a root tells that
 * something was changed, and which entry only where what it was before can be told.
 */
final class BatchCheck {
  private final Batch batch;
  private final Findings findings;

  /** All that claim a place in the batch, as they stand there. */
  private final List<Entry> all;

  private final List<Entry> members = new ArrayList<>();
  private final List<Entry> beyond = new ArrayList<>();

  /** The first place that nobody stands at, or {@code count}. */
  private int gap;

  private BatchCheck(Batch batch, List<Entry> entries, Findings findings) {
    this.batch = batch;
    this.findings = findings;
    this.all = entries;
    int free = 0;
    gap = batch.count;
    for (Entry entry : entries) {
      if (entry.position < free || entry.position >= batch.count) {
        beyond.add(entry);
        continue;
      }
      if (entry.position > free) {
        gap = Math.min(gap, free);
      }
      members.add(entry);
      free = entry.position + 1;
    }
    gap = Math.min(gap, free);
  }

  /** The batch itself was found to be as it was signed. */
  static void bySignature(Batch batch, List<Entry> entries, Findings findings) {
    new BatchCheck(batch, entries, findings).judge();
  }

  /** It was not, so its root says nothing: entries are judged one by one. */
  static void oneByOne(List<Entry> entries, Findings findings) {
    entries.forEach(entry -> alone(entry, findings));
  }

  private void judge() {
    if (batch.holds(members, entry -> entry.hash)) {
      members.forEach(this::asSigned);
      beyond.forEach(this::inserted);
    } else if (members.size() < batch.count) {
      removed();
      beyond.forEach(this::inserted);
      oneByOne(members, findings);
    } else if (beyond.isEmpty()) {
      changed();
    } else {
      pushedIn();
    }
  }

  /** What it says is what was signed; beside it something may have been written. */
  private void asSigned(Entry entry) {
    if (!entry.fits()) {
      findings.add(
          Finding.entry(
              "hash_changed", entry, "says what was signed, but its stored hash was changed."));
    } else if (!entry.genuine) {
      findings.add(
          Finding.byVault(
              "seal_changed", entry, "says what was signed, but its seal was changed."));
    }
  }

  private void inserted(Entry entry) {
    findings.add(
        Finding.entry(
            "entry_inserted",
            entry,
            "was inserted: batch "
                + batch.number
                + " was signed with "
                + batch.count
                + " entries."));
  }

  private void removed() {
    int missing = batch.count - members.size();
    String last = gap == 0 ? "" : ", after entry " + members.get(gap - 1).id;
    findings.add(
        new Finding(
            "entry_removed",
            batch.number,
            gap,
            null,
            false,
            "The entry at position "
                + gap
                + " of batch "
                + batch.number
                + last
                + ", was removed"
                + (missing > 1 ? ", and " + (missing - 1) + " more." : ".")));
  }

  /** As many as were signed, but not the same, or not so. */
  private void changed() {
    if (batch.holds(members, entry -> entry.stored)) {
      members.stream().filter(entry -> !entry.fits()).forEach(this::edited);
      return;
    }
    // The vault puts a batch's entries in the order of their identifiers.
    List<Entry> ordered = members.stream().sorted(Comparator.comparing(entry -> entry.id)).toList();
    if (batch.holds(ordered, entry -> entry.stored)) {
      reordered(ordered);
      members.stream().filter(entry -> !entry.fits()).forEach(this::edited);
      return;
    }
    vague(members);
  }

  private void edited(Entry entry) {
    findings.add(
        Finding.entry(
            "entry_edited", entry, "was edited: its hash as signed is not of what it says."));
  }

  private void reordered(List<Entry> ordered) {
    int first = 0;
    while (members.get(first).id.equals(ordered.get(first).id)) {
      first++;
    }
    findings.add(
        Finding.entry(
            "entries_reordered",
            members.get(first),
            "was put where entry " + ordered.get(first).id + " was signed."));
  }

  /** More than were signed, and those at the signed places are not the signed ones. */
  private void pushedIn() {
    List<Entry> sealed = all.stream().filter(entry -> entry.genuine).toList();
    if (batch.holds(sealed, entry -> entry.hash)) {
      all.stream().filter(entry -> !entry.genuine).forEach(this::inserted);
      return;
    }
    for (int i = 0; i < all.size() && beyond.size() == 1; i++) {
      var others = new ArrayList<>(all);
      Entry left = others.remove(i);
      if (batch.holds(others, entry -> entry.hash)) {
        inserted(left);
        return;
      }
    }
    beyond.forEach(this::inserted);
    vague(members);
  }

  private void vague(List<Entry> entries) {
    long before = findings.count();
    oneByOne(entries, findings);
    if (findings.count() == before) {
      findings.add(
          Finding.batch(
              "entries_differ",
              batch.number,
              "The entries of batch "
                  + batch.number
                  + " are not those that were signed; which of them can't be told."));
    }
  }

  private static void alone(Entry entry, Findings findings) {
    if (!entry.fits()) {
      findings.add(
          Finding.entry(
              "entry_edited", entry, "was edited: its stored hash is not of what it says."));
    } else if (!entry.genuine) {
      findings.add(Finding.byVault("entry_forged", entry, "is not as the vault wrote it."));
    }
  }
}
