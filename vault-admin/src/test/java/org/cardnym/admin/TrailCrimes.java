package org.cardnym.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody can do to the trail who writes the database, and what is then to be found. */
final class TrailCrimes {
  private TrailCrimes() {}

  /**
   * @param crime what was done by whoever writes the database, without the key
   * @param code what is found first
   * @param batch where
   * @param position the entry's place there, or null
   * @param by who tells
   */
  record Case(
      String name,
      Consumer<TrailMaker> crime,
      String code,
      int batch,
      @Nullable Integer position,
      String by) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> all() {
    return Stream.of(
        own("an edited fact", t -> t.entryAt(1, 2).put("facts", "{}"), "entry_edited", 1, 2),
        own("an edited actor", t -> t.entryAt(3, 0).put("actor", "x"), "entry_edited", 3, 0),
        new Case(
            "an edited fact with a hash that fits",
            t -> t.hashed(t.entryAt(1, 2).put("facts", "{}")).put("genuine", false),
            "entry_forged",
            1,
            2,
            "the vault"),
        own(
            "the same, where the vault's word is missing",
            t -> t.hashed(t.entryAt(1, 2).put("facts", "{}")),
            "entries_differ",
            1,
            null),
        own(
            "a hash beside an entry",
            t -> t.entryAt(1, 2).put("hash", "11".repeat(32)).put("genuine", false),
            "hash_changed",
            1,
            2),
        new Case(
            "a seal beside an entry",
            t -> t.entryAt(1, 2).put("genuine", false),
            "seal_changed",
            1,
            2,
            "the vault"),
        own(
            "an identifier as long as a book",
            t -> t.entryAt(1, 2).put("id", "0".repeat(500_000)),
            "entry_edited",
            1,
            2),
        own("an entry removed", t -> removed(t, 1, 2), "entry_removed", 1, 2),
        own("the last entry removed", t -> removed(t, 3, 4), "entry_removed", 3, 4),
        own("the only entry removed", t -> removed(t, 2, 0), "entry_removed", 2, 0),
        own(
            "an entry removed, the others moved up",
            t -> {
              removed(t, 3, 1);
              for (int position = 2; position < 5; position++) {
                t.entryAt(3, position).put("position", position - 1);
              }
            },
            "entry_removed",
            3,
            4),
        own("an entry inserted behind", t -> inserted(t, 1, 4), "entry_inserted", 1, 4),
        own(
            "an entry inserted between",
            t -> {
              for (int position = 3; position >= 1; position--) {
                t.entryAt(1, position).put("position", position + 1);
              }
              inserted(t, 1, 1);
            },
            "entry_inserted",
            1,
            1),
        own(
            "an entry inserted behind the next batch, called genuine",
            t -> t.records.add(t.entry().put("batch", 2).put("position", 1)),
            "entry_inserted",
            2,
            1),
        own(
            "an entry inserted before the first batch, called genuine",
            t -> t.records.addFirst(t.entry().put("batch", 0).put("position", 0)),
            "entry_inserted",
            0,
            0),
        own(
            "an entry of no batch inserted among them, called genuine",
            t -> t.records.add(t.records.indexOf(t.batchOf(2)), t.entry()),
            "entry_inserted",
            0,
            null),
        own(
            "two entries swapped",
            t -> {
              ObjectNode first = t.entryAt(3, 1);
              ObjectNode second = t.entryAt(3, 3);
              first.put("position", 3);
              second.put("position", 1);
              Collections.swap(t.records, t.records.indexOf(first), t.records.indexOf(second));
            },
            "entries_reordered",
            3,
            1),
        own("a batch removed", t -> batchRemoved(t, 2), "batch_removed", 2, null),
        own("the first batch removed", t -> batchRemoved(t, 1), "batch_removed", 1, null),
        own(
            "a batch removed, its entries left",
            t -> t.remove(each -> each.path("number").asInt() == 2),
            "batch_removed",
            2,
            null),
        own(
            "the first batch removed, its entries left",
            t -> t.remove(each -> each.path("number").asInt() == 1),
            "batch_removed",
            1,
            null),
        own(
            "a batch edited",
            t -> t.batchOf(2).put("root", "11".repeat(32)),
            "batch_edited",
            2,
            null),
        own(
            "a batch replaced and hashed anew",
            t -> new TrailMaker().sign(t.batchOf(2).put("root", "11".repeat(32))),
            "batch_forged",
            2,
            null),
        own(
            "the last batch replaced and hashed anew",
            t -> new TrailMaker().sign(t.batchOf(3).put("count", 4)),
            "batch_forged",
            3,
            null),
        own(
            "another batch's signature",
            t -> t.batchOf(2).put("signature", t.batchOf(1).path("signature").asText()),
            "batch_forged",
            2,
            null),
        own("no signature", t -> t.batchOf(2).put("signature", ""), "batch_forged", 2, null),
        own(
            "another key's version",
            t -> t.batchOf(2).put("keyVersion", 9),
            "key_unknown",
            2,
            null),
        own(
            "a hash beside a batch",
            t -> t.batchOf(2).put("hash", "11".repeat(32)),
            "hash_changed",
            2,
            null),
        own(
            "a batch signed after another one",
            t -> t.sign(t.batchOf(3).put("previous", "11".repeat(32))),
            "chain_broken",
            3,
            null),
        new Case(
            "an entry inserted, not signed",
            t -> t.apart.add(t.entry().put("genuine", false).put("refused", true)),
            "entry_inserted",
            0,
            null,
            "the vault"),
        new Case(
            "an entry set aside",
            t -> t.apart.add(t.entry().put("refused", true)),
            "entry_set_aside",
            0,
            null,
            "the vault"),
        new Case(
            "an entry hidden in a batch that there is not",
            t -> t.apart.add(t.entry().put("batch", 99).put("position", 0)),
            "entry_displaced",
            99,
            0,
            "the vault"),
        new Case(
            "the vault's own note",
            t -> t.fault = "\"note_forged\"",
            "head_refused",
            3,
            null,
            "the vault"));
  }

  private static Case own(
      String name, Consumer<TrailMaker> crime, String code, int batch, @Nullable Integer position) {
    return new Case(name, crime, code, batch, position, "this command");
  }

  private static void removed(TrailMaker trail, int batch, int position) {
    trail.records.remove(trail.entryAt(batch, position));
  }

  /** With its entries. */
  static void batchRemoved(TrailMaker trail, int number) {
    trail.remove(
        each -> each.path("number").asInt() == number || each.path("batch").asInt() == number);
  }

  private static void inserted(TrailMaker trail, int batch, int position) {
    ObjectNode before = position == 0 ? trail.batchOf(batch) : trail.entryAt(batch, position - 1);
    trail.records.add(
        trail.records.indexOf(before) + 1,
        trail.entry().put("batch", batch).put("position", position).put("genuine", false));
  }
}
