package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a trail record by record: every hash, every Merkle root, the chain and the signatures are
 * reckoned here. Holds one batch at a time.
 */
final class TrailCheck {
  /** The vault signs 5000 at most; what claims to be in a batch beyond this is not even kept. */
  private static final int MOST_ENTRIES = 10_000;

  private final TrailKeys keys;
  private final KeptHeads kept;
  private final Findings findings = new Findings();
  private final Set<Integer> strangeKeys = new HashSet<>();
  private final List<Entry> entries = new ArrayList<>();
  private @Nullable Batch batch;
  private boolean sound;

  /** The hash of the batch before, as far as it is known; null at a beginning that was chosen. */
  private byte @Nullable [] previous;

  /** Whether the batch before was found as it was signed. */
  private boolean chained = true;

  private long expected;

  /** The last batch that was there; between it and the expected one all are missing. */
  private long present;

  private long overflow;
  private long batches;
  private long counted;
  private long waiting;
  private int compared;

  /**
   * @param from the first batch
   */
  TrailCheck(TrailKeys keys, KeptHeads kept, long from) {
    this.keys = keys;
    this.kept = kept;
    this.expected = from;
    this.present = from - 1;
    String before = kept.hash(from - 1);
    if (from == 1) {
      previous = new byte[Hashes.SIZE];
    } else if (before != null) {
      previous = HexFormat.of().parseHex(before);
    }
  }

  void accept(JsonNode each) {
    switch (each.path("kind").asText()) {
      case "batch" -> begin(Batch.of(each));
      case "entry" -> place(Entry.of(each));
      case "apart" -> apart(Entry.of(each));
      default -> {
        // Whatever later versions add proves nothing to this one.
      }
    }
  }

  /**
   * After the last record.
   *
   * @param older whether it may be older than the heads that were kept
   */
  void end(JsonNode head, boolean older) {
    close();
    long told = Whole.number(head.path("number"));
    long last = Math.max(told, kept.last());
    compareEnd(told, head.path("hash").asText());
    if (expected <= last) {
      findings.add(
          Finding.batch(
              "tail_cut",
              expected,
              "The tail was cut: "
                  + range(expected, last)
                  + " not there, though "
                  + (kept.last() <= told
                      ? "the trail is to end there."
                      : older
                          ? "a head of that was kept; or the export is older."
                          : "a head of that was kept.")));
    }
    kept.twice()
        .forEach(number ->
            findings.add(
                Finding.batch(
                    "heads_differ",
                    number,
                    "Two different heads of batch "
                        + number
                        + " were kept: two trails were signed.")));
    String fault = head.path("fault").asText("");
    if (!head.path("fault").isNull() && !fault.isEmpty()) {
      findings.add(
          new Finding(
              "head_refused",
              told,
              -1,
              null,
              true,
              "The vault does not find the end that it left: " + fault + "."));
    }
  }

  /** What was told to be the end is what people keep, so it has to be the end that was reckoned. */
  private void compareEnd(long told, String hash) {
    byte[] end = chained ? previous : null;
    if (told < last() || (told == last() && end != null && !hash.equals(Hashes.hex(end)))) {
      findings.add(
          Finding.batch(
              "head_differs",
              last(),
              "The head that was told, of batch "
                  + told
                  + ", is not that of batch "
                  + last()
                  + ", the last one."));
    }
  }

  /**
   * {@code NUMBER:HASH} of the last batch, reckoned here; null where there is none or it is none.
   */
  @Nullable String head() {
    byte[] end = chained ? previous : null;
    return end == null ? null : last() + ":" + Hashes.hex(end);
  }

  Findings findings() {
    return findings;
  }

  long batches() {
    return batches;
  }

  long entries() {
    return counted;
  }

  /** Genuine entries that the next batches will hold. */
  long waiting() {
    return waiting;
  }

  /** Batches whose kept head fitted. */
  int compared() {
    return compared;
  }

  /** The last batch that was seen. */
  long last() {
    return expected - 1;
  }

  private void begin(Batch next) {
    close();
    if (next.number < expected) {
      findings.add(
          Finding.batch(
              "batch_inserted",
              next.number,
              "Batch " + next.number + " stands where batch " + expected + " was to come."));
      return;
    }
    missing(next.number - 1);
    batch = next;
    sound = judge(next);
    previous = sound ? next.hash : next.stored;
    expected = next.number + 1;
    present = next.number;
    batches++;
  }

  /** All before and with this number are gone, if they were still to come. */
  private void missing(long last) {
    if (last >= expected) {
      findings.add(
          Finding.batch(
              "batch_removed", expected, "Removed: " + range(expected, last) + " not there."));
      expected = last + 1;
      chained = false;
    }
  }

  private boolean judge(Batch next) {
    boolean late = keys.hadEnded(next.keyVersion, next.number);
    boolean signed = !late && keys.verify(next.keyVersion, next.hash, next.signature);
    boolean ok = signed;
    if (!keys.knows(next.keyVersion)) {
      strangeKey(next);
    } else if (late) {
      about(next, "batch_forged", "was replaced: its key had ended before it was made.");
    } else if (!signed && keys.verify(next.keyVersion, next.stored, next.signature)) {
      about(next, "batch_edited", "was edited: its hash as signed is not of what it says.");
    } else if (!signed) {
      about(next, "batch_forged", "was replaced: its signature is not over what it says.");
    } else if (!Arrays.equals(next.hash, next.stored)) {
      about(next, "hash_changed", "says what was signed, but its stored hash was changed.");
    } else if (chained && previous != null && !Arrays.equals(previous, next.previous)) {
      about(next, "chain_broken", "was signed after another batch than the one before it.");
      ok = true;
    }
    compare(next, ok);
    chained = ok;
    return ok;
  }

  private void compare(Batch next, boolean ok) {
    String hash = kept.hash(next.number);
    if (hash == null) {
      return;
    }
    if (ok && hash.equals(Hashes.hex(next.hash))) {
      compared++;
    } else if (ok) {
      about(next, "head_differs", "is signed, but is not the one whose head was kept.");
    }
  }

  private void strangeKey(Batch next) {
    if (strangeKeys.add(next.keyVersion)) {
      about(
          next,
          "key_unknown",
          "and maybe others name version "
              + next.keyVersion
              + " of the audit key, which is not among those to check with.");
    }
  }

  private void about(Batch each, String code, String says) {
    findings.add(Finding.batch(code, each.number, "Batch " + each.number + " " + says));
  }

  private void place(Entry entry) {
    counted++;
    if (batch == null || entry.batch != batch.number) {
      stray(entry);
    } else if (entries.size() < MOST_ENTRIES) {
      entries.add(entry);
    } else {
      overflow++;
    }
  }

  /** Its batch is not there, or is over. */
  private void stray(Entry entry) {
    close();
    missing(entry.batch);
    if (entry.batch <= present) {
      findings.add(
          Finding.entry(
              "entry_inserted", entry, "stands outside its batch: nothing signed holds it."));
    } else if (!entry.fits() || !entry.genuine) {
      BatchCheck.oneByOne(List.of(entry), findings);
    }
  }

  private void apart(Entry entry) {
    close();
    if (!entry.fits() || !entry.genuine) {
      findings.add(
          entry.genuine
              ? Finding.entry("entry_edited", entry, "is unsigned and was edited.")
              : Finding.byVault(
                  "entry_inserted", entry, "is unsigned, and the vault did not write it so."));
    } else if (entry.refused) {
      findings.add(
          Finding.byVault("entry_set_aside", entry, "is the vault's, and somebody set it aside."));
    } else if (entry.batch != 0) {
      findings.add(
          Finding.byVault(
              "entry_displaced", entry, "is the vault's, and claims a place that no batch has."));
    } else {
      waiting++;
    }
  }

  private void close() {
    Batch open = batch;
    if (open == null) {
      return;
    }
    if (sound) {
      BatchCheck.bySignature(open, entries, findings);
    } else {
      BatchCheck.oneByOne(entries, findings);
    }
    if (overflow > 0) {
      about(open, "entry_inserted", "has " + overflow + " entries more than any batch can have.");
    }
    overflow = 0;
    entries.clear();
    batch = null;
  }

  private static String range(long first, long last) {
    return first == last ? "batch " + first + " is" : "batches " + first + " to " + last + " are";
  }
}
