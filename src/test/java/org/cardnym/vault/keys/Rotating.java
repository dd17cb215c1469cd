package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.cardnym.vault.Tables;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;

/** Rows under keys, rotations, and walkers beside the vault's own. */
@ApplicationScoped
class Rotating {
  static final UUID BANK = UUID.randomUUID();
  private static final int TICKS = 300;

  private final Rotations rotations;
  private final Rewraps rewraps;
  private final RewrapSweep sweep;
  private final RowWalk walk;
  private final DependentRows rows;
  private final RewrapProgress progress;
  private final RowCounts counts;
  private final KeyVersions versions;
  private final Keys keys;
  private final Heartbeats heartbeats;
  private final Clock clock;
  private final Payers payers;
  private final TestCards cards;
  private final Tables tables;

  Rotating(
      Rotations rotations,
      Rewraps rewraps,
      RewrapSweep sweep,
      RowWalk walk,
      DependentRows rows,
      RewrapProgress progress,
      RowCounts counts,
      KeyVersions versions,
      Keys keys,
      Heartbeats heartbeats,
      Clock clock,
      Payers payers,
      TestCards cards,
      Tables tables) {
    this.rotations = rotations;
    this.rewraps = rewraps;
    this.sweep = sweep;
    this.walk = walk;
    this.rows = rows;
    this.progress = progress;
    this.counts = counts;
    this.versions = versions;
    this.keys = keys;
    this.heartbeats = heartbeats;
    this.clock = clock;
    this.payers = payers;
    this.cards = cards;
    this.tables = tables;
  }

  /** Runs something on a thread of its own, which sees the vault as this one does. */
  static <T> CompletableFuture<T> beside(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
  }

  /** A payer and their card. */
  record Owner(UUID payer, UUID card) {}

  /** Other tests' rows and replicas are gone; every row is under the version in use. */
  void begin() {
    tables.write("delete from replica");
    heartbeats.beat(keys.ring().epochs());
    finish();
    assertThat(left()).isZero();
  }

  List<Owner> owners(int count) {
    var owners = new ArrayList<Owner>();
    for (int i = 0; i < count; i++) {
      UUID payer = TestPayers.begun(payers);
      owners.add(new Owner(payer, cards.verified(payer, BANK, TestCards.VISA, true)));
    }
    return owners;
  }

  /** Rotates; the new version. */
  int rotate() {
    return rotations.rotate(KeyPurpose.KEK, null, "test").version();
  }

  int primary() {
    return keys.of(KeyPurpose.KEK).primary();
  }

  /** Begins the walk as fast as it may go, and drives it to its end. */
  RewrapView finish() {
    rewraps.begin(KeyPurpose.KEK, "test", RewrapRate.MOST);
    return drive(sweep);
  }

  /** The same for the rows of another key. */
  RewrapView finish(KeyPurpose purpose) {
    rewraps.begin(purpose, "test", RewrapRate.MOST);
    return drive(purpose, sweep);
  }

  /** Begins the walk, and has another replica do one second's rows. */
  RewrapView part(KeyPurpose purpose, int rate) {
    rewraps.begin(purpose, "test", rate);
    another().tick();
    return view(purpose);
  }

  /** Ticks until the walk has ended. */
  RewrapView drive(RewrapSweep by) {
    return drive(KeyPurpose.KEK, by);
  }

  private RewrapView drive(KeyPurpose purpose, RewrapSweep by) {
    for (int i = 0; i < TICKS && view(purpose).state().equals("running"); i++) {
      by.tick();
    }
    assertThat(view(purpose).state()).isEqualTo("ended");
    return view(purpose);
  }

  RewrapView view() {
    return view(KeyPurpose.KEK);
  }

  private RewrapView view(KeyPurpose purpose) {
    return rewraps.view(purpose).orElseThrow();
  }

  /** What another replica would have. */
  RewrapSweep another() {
    return new RewrapSweep(keys, versions, rows, rewraps, walk, progress, heartbeats, clock);
  }

  /** Rows that are not under the version in use. */
  long left() {
    return rewraps.left(KeyPurpose.KEK, primary());
  }

  long under(int version) {
    return DependentRows.sum(counts.under(version));
  }

  KeyVersionRow row(int version) {
    return row(KeyPurpose.KEK, version);
  }

  KeyVersionRow row(KeyPurpose purpose, int version) {
    return QuarkusTransaction.requiringNew().call(() -> versions.locked(purpose, version));
  }

  /** A live replica that reports this epoch of the KEK. */
  void replica(long epoch) {
    reports("KEK=" + epoch);
  }

  /** A live replica that reports these epochs. */
  void reports(String epochs) {
    tables.write("insert into replica values (gen_random_uuid(), ?1, now(), now())", epochs);
  }

  int version(String table, String column, UUID id) {
    return ((Number)
            tables.read("select kek_version from " + table + " where " + column + " = ?1", id))
        .intValue();
  }
}
