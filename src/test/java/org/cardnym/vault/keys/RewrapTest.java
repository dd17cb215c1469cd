package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.card.Cards;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.card.Wallet;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Rotating.Owner;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.payer.Payers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class RewrapTest {
  private static final byte[] SEALED = {7};

  @Inject Rewraps rewraps;
  @Inject RewrapSweep sweep;
  @Inject Rewrapper rewrapper;
  @Inject RowWalk walk;
  @Inject EntityManager entities;
  @Inject RowCounts counts;
  @Inject Cards cards;
  @Inject TestCards testCards;
  @Inject Wallet wallet;
  @Inject Payers payers;
  @Inject Merchants merchants;
  @Inject Alarms alarms;
  @Inject Tables tables;
  @Inject Rotating rotating;

  @BeforeEach
  void begin() {
    rotating.begin();
  }

  @Test
  void everyRowComesUnderTheNewVersionAndOpensAsBefore() {
    List<Owner> owners = rotating.owners(60);
    Shop shop = Shop.open(merchants);
    Owner one = owners.getFirst();
    String email = payers.email(one.payer());
    byte[] record = (byte[]) tables.read("select record from card where card_id = ?1", one.card());
    int old = rotating.primary();
    long before = rotating.under(old);
    int version = rotating.rotate();

    RewrapView view = rotating.finish();

    assertThat(before).isGreaterThanOrEqualTo(121);
    assertThat(view.total()).isEqualTo(before);
    assertThat(view.done()).isEqualTo(before);
    assertThat(view.remaining()).isZero();
    assertThat(rotating.under(old)).isZero();
    assertThat(rotating.under(version)).isEqualTo(before);
    assertThat(rotating.row(version).wraps).isEqualTo(before);
    assertThat(rotating.version("merchant", "merchant_id", shop.id())).isEqualTo(version);
    assertThat(payers.email(one.payer())).isEqualTo(email);
    assertThat(tables.read("select record from card where card_id = ?1", one.card()))
        .isEqualTo(record);
    owners.forEach(this::opens);
  }

  @Test
  void aWalkThatWasInterruptedIsTakenUpByAnotherReplica() {
    rotating.owners(40);
    rotating.rotate();
    long all = rotating.left();
    rewraps.begin(KeyPurpose.KEK, "test", 25);
    sweep.tick();
    long left = rotating.left();
    assertThat(left).isEqualTo(all - 25);
    assertThat(rotating.view().perSecond()).isEqualTo(25);
    assertThat(rotating.view().secondsLeft()).isEqualTo((left + 24) / 25);

    // The first one is never heard of again.
    rewraps.begin(KeyPurpose.KEK, "test", RewrapRate.MOST);
    RewrapView view = rotating.drive(rotating.another());

    assertThat(view.done()).isEqualTo(all);
    assertThat(rotating.left()).isZero();
  }

  @Test
  void aBatchThatEndsInTheMiddleLeavesItsRowsAsTheyWere() {
    List<Owner> owners = rotating.owners(10);
    int old = rotating.primary();
    rotating.rotate();
    WrappedRows table = table("card");
    var met = new AtomicInteger();
    var broken =
        new WrappedRows(
            table.row(),
            table.key(),
            id -> {
              if (met.incrementAndGet() > 5) {
                throw new IllegalStateException("killed");
              }
              return table.id().apply(id);
            });

    assertThatThrownBy(() -> rewrapper.next(broken, old, null, 10)).hasMessageContaining("killed");

    assertThat(rotating.under(old)).isGreaterThanOrEqualTo(20);
    owners.forEach(this::opens);
    assertThat(rotating.finish().remaining()).isZero();
    owners.forEach(this::opens);
  }

  @Test
  void twoReplicasWalkAtOnceAndNoRowIsDoneTwice() {
    List<Owner> owners = rotating.owners(80);
    String revisions = "select sum(revision) from card";
    rotating.rotate();
    long all = rotating.left();
    long before = ((Number) tables.read(revisions)).longValue();
    long inCards = ((Number) tables.read("select count(*) from card")).longValue();
    rewraps.begin(KeyPurpose.KEK, "test", 200);
    RewrapSweep other = rotating.another();

    CompletableFuture<RewrapView> beside = Rotating.beside(() -> rotating.drive(other));
    rotating.drive(sweep);
    beside.orTimeout(60, TimeUnit.SECONDS).join();

    assertThat(rotating.view().done()).isEqualTo(all);
    assertThat(rotating.view().remaining()).isZero();
    assertThat(((Number) tables.read(revisions)).longValue()).isEqualTo(before + inCards);
    owners.forEach(this::opens);
  }

  @Test
  void aRowThatSomebodyHoldsIsPassedOverAndDoneLater() throws Exception {
    Owner held = rotating.owners(5).getFirst();
    rotating.rotate();
    rewraps.begin(KeyPurpose.KEK, "test", RewrapRate.MOST);
    var holds = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    CompletableFuture<Boolean> holder =
        Rotating.beside(() ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  boolean again = cards.verified(held.payer(), held.card(), true);
                  holds.countDown();
                  release.await();
                  return again;
                }));
    holds.await();

    for (int i = 0; i < 5; i++) {
      sweep.tick();
    }
    assertThat(rotating.left()).isEqualTo(1);
    assertThat(rotating.view().state()).isEqualTo("running");
    release.countDown();
    holder.orTimeout(30, TimeUnit.SECONDS).join();

    assertThat(rotating.drive(sweep).remaining()).isZero();
    opens(held);
  }

  @Test
  void aCardThatIsRemovedMeanwhileStaysRemoved() throws Exception {
    Owner owner = rotating.owners(3).getFirst();
    int old = rotating.primary();
    rotating.rotate();
    WrappedRows table = table("card");
    var removal = new CompletableFuture<Boolean>();
    var slow =
        new WrappedRows(
            table.row(),
            table.key(),
            id -> {
              if (id.get(1).equals(owner.card())) {
                new Thread(
                        () -> {
                          testCards.removed(owner.payer(), owner.card());
                          removal.complete(true);
                        })
                    .start();
                tables.await(
                    1L,
                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and"
                        + " query like 'delete from card %'");
              }
              return table.id().apply(id);
            });

    rewrapper.next(slow, old, null, 10_000);
    removal.orTimeout(30, TimeUnit.SECONDS).join();

    assertThat(tables.read("select count(*) from card where card_id = ?1", owner.card()))
        .isEqualTo(0L);
    assertThat(rotating.finish().remaining()).isZero();
  }

  @Test
  void aChangeToWhatWasReadBeforeDoesNotBringTheOldKeyBack() {
    Owner owner = rotating.owners(1).getFirst();
    int version = rotating.rotate();

    assertThatThrownBy(() ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  // Read without a lock; then, in the same transaction, changed.
                  assertThat(wallet.tally(owner.payer()).active()).isEqualTo(1);
                  Rotating.beside(rotating::finish).join();
                  testCards.frozenHere(owner.payer(), owner.card());
                }))
        .isInstanceOf(RuntimeException.class);

    assertThat(rotating.version("card", "card_id", owner.card())).isEqualTo(version);
    opens(owner);
    testCards.frozen(owner.payer(), owner.card());
    assertThat(rotating.version("card", "card_id", owner.card())).isEqualTo(version);
  }

  @Test
  void aRowThatDoesNotCheckStaysIsCountedAndKeepsNoOther() {
    List<Owner> owners = rotating.owners(20);
    Owner forged = owners.get(7);
    int old = rotating.primary();
    rotating.rotate();
    String change = "update card set entered_at = entered_at + %s where card_id = ?1";
    tables.write(change.formatted("interval '1 second'"), forged.card());

    RewrapView view = rotating.finish();

    assertThat(view.remaining()).isEqualTo(1);
    assertThat(view.refused()).isPositive();
    assertThat(view.parts())
        .filteredOn(part -> part.refused() > 0)
        .allMatch(part -> part.table().equals("card"));
    assertThat(rotating.version("card", "card_id", forged.card())).isEqualTo(old);
    assertThat(rotating.under(old)).isEqualTo(1);
    alarms.await(TypeId.of(IdKind.CARD, forged.card()));

    tables.write(change.formatted("interval '-1 second'"), forged.card());
    assertThat(rotating.finish().remaining()).isZero();
    opens(forged);
  }

  @Test
  void aRotationWhileItRunsMovesItsAim() {
    rotating.owners(20);
    rotating.rotate();
    rewraps.begin(KeyPurpose.KEK, "test", 10);
    sweep.tick();
    int newest = rotating.rotate();
    rewraps.begin(KeyPurpose.KEK, "test", RewrapRate.MOST);

    RewrapView view = rotating.drive(sweep);

    assertThat(view.version()).isEqualTo(newest);
    assertThat(view.done()).isEqualTo(view.total());
    assertThat(rotating.left()).isZero();
  }

  @Test
  void withNothingLeftItHasEndedAtOnce() {
    Rewraps.Asked asked = rewraps.begin(KeyPurpose.KEK, "test", null);

    assertThat(asked.begun()).isTrue();
    assertThat(asked.view().state()).isEqualTo("ended");
    assertThat(asked.view().total()).isZero();
  }

  /** A table of any size is walked by statements of one size, whatever there is left to do. */
  @Test
  void aStepReadsOnePageWhereNoIndexHasTheRowsByVersion() {
    tables.write("create table paged (paged_id uuid primary key, version integer not null)");
    try {
      tables.write(
          "insert into paged select cast(md5(cast(i as text)) as uuid), 1 from"
              + " generate_series(1, ?1) i",
          RowWalk.PAGE * 5 / 2);
      List<UUID> left =
          tables.ids(
              "select paged_id from paged order by paged_id offset ?1 limit 3",
              RowWalk.PAGE * 2 - 2);
      left.forEach(id -> tables.write("update paged set version = 0 where paged_id = ?1", id));
      var paged = new Paged(entities);

      var steps = new ArrayList<RowWalk.Step>();
      do {
        steps.add(walk.next(paged, 0, steps.isEmpty() ? null : steps.getLast().place(), 1));
      } while (steps.getLast().place() != null);

      // The first page has none; then one a step, the last of them beyond the second page.
      assertThat(steps).extracting(RowWalk.Step::done).containsExactly(0, 1, 1, 1, 0);
      assertThat(paged.moved).isEqualTo(left);
    } finally {
      tables.write("drop table paged");
    }
  }

  /** Rows that no index has by version. */
  private record Paged(EntityManager entities, List<UUID> moved) implements MovingRows {
    Paged(EntityManager entities) {
      this(entities, new ArrayList<>());
    }

    @Override
    public KeyPurpose purpose() {
      return KeyPurpose.KEK;
    }

    @Override
    public String table() {
      return "paged";
    }

    @Override
    public String column() {
      return "version";
    }

    @Override
    public List<String> key() {
      return List.of("paged_id");
    }

    @Override
    public void move(List<?> id, boolean alone) {
      moved.add((UUID) id.getFirst());
      entities
          .createNativeQuery("update paged set version = 1 where paged_id = ?1")
          .setParameter(1, id.getFirst())
          .executeUpdate();
    }

    @Override
    public void moved(int rows) {
      // Nothing counts them.
    }
  }

  private void opens(Owner owner) {
    assertThat(
            cards.lend(
                owner.payer(), owner.card(), Rotating.BANK, (plain, access) -> SEALED.clone()))
        .isEqualTo(SEALED);
  }

  private WrappedRows table(String name) {
    return counts.tables().stream()
        .filter(rows -> rows.table().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
