package org.cardnym.vault.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class AliasesTest {
  @Inject Aliases aliases;
  @Inject Alarms alarms;
  @Inject EntityManager entities;

  private final UUID payer = UUID.randomUUID();
  private final UUID another = UUID.randomUUID();

  @Test
  void aClaimedNameIsFoundByAnySpelling() {
    claim(payer, "Claudia");

    assertThat(holder("claudia")).isEqualTo(payer);
    assertThat(holder("ＣＬＡＵＤＩＡ")).isEqualTo(payer);
  }

  @Test
  void aNameThatNobodyHoldsHasAnIndexButNoPayer() {
    assertThat(index("nobodyhasthis").value()).hasSize(43);
    assertThat(aliases.payerOf(index("nobodyhasthis"))).isEmpty();
  }

  @Test
  void whatOnlyLooksLikeANameFindsNobody() {
    claim(payer, "marilyn");

    assertThat(aliases.payerOf(index("rnarilyn"))).isEmpty();
  }

  @Test
  void aNameIsClaimedOnceInAnySpellingOrLook() {
    claim(payer, "mandarin");

    refuses(ErrorCode.ALIAS_TAKEN, () -> claim(another, "mandarin"));
    refuses(ErrorCode.ALIAS_TAKEN, () -> claim(another, "MandariN"));
    refuses(ErrorCode.ALIAS_TAKEN, () -> claim(another, "rnandarin"));
    refuses(ErrorCode.ALIAS_TAKEN, () -> claim(payer, "mandarin"));
    assertThat(holder("mandarin")).isEqualTo(payer);
  }

  @Test
  void aNameOfAnotherScriptThatLooksTheSameIsTaken() {
    claim(payer, "scope-x");

    refuses(ErrorCode.ALIAS_TAKEN, () -> claim(another, "ѕсоре-х"));
  }

  @Test
  void ofParallelRegistrationsOneWins() {
    assertThat(winners("contended")).isOne();
  }

  @Test
  void ofParallelRegistrationsOfNamesThatLookAlikeOneWins() {
    assertThat(winners("rnarathon", "marathon")).isOne();
  }

  @Test
  void aClaimThatWaitsForAnotherIsRefusedOnceThatIsCommitted() throws Exception {
    var claimed = new CountDownLatch(1);
    var waiting = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first =
          threads.submit(() ->
              QuarkusTransaction.requiringNew()
                  .call(() -> {
                    aliases.claim(payer, AliasText.prepare("waited-on"));
                    claimed.countDown();
                    waiting.await();
                    Thread.sleep(300);
                    return true;
                  }));
      claimed.await();
      waiting.countDown();
      refuses(ErrorCode.ALIAS_TAKEN, () -> claim(another, "waited-on"));
      assertThat(first.get()).isTrue();
    }

    assertThat(holder("waited-on")).isEqualTo(payer);
  }

  @Test
  void aReleasedNameStaysTakenAndBelongsToNobody() {
    claim(payer, "released");

    QuarkusTransaction.requiringNew()
        .run(() -> aliases.release(payer, AliasText.prepare("released")));

    assertThat(aliases.payerOf(index("released"))).isEmpty();
    refuses(ErrorCode.ALIAS_TAKEN, () -> claim(another, "released"));
    refuses(ErrorCode.ALIAS_TAKEN, () -> claim(payer, "re1eased"));
    assertThat(rows("payer_id is null and tombstone is not null and kind = 'PREPARED'", "released"))
        .isOne();
  }

  @Test
  void aTombstoneKeepsNoTimeThatLeadsBackToThePerson() {
    claim(payer, "untraceable");

    QuarkusTransaction.requiringNew()
        .run(() -> aliases.release(payer, AliasText.prepare("untraceable")));

    assertThat(rows("claimed_at = date_trunc('day', claimed_at, 'UTC')", "untraceable")).isOne();
    assertThat(rows("released_at = date_trunc('day', released_at, 'UTC')", "untraceable")).isOne();
  }

  @Test
  void aTombstoneHoldsNoNameInClear() {
    claim(payer, "quietlygone");
    QuarkusTransaction.requiringNew()
        .run(() -> aliases.release(payer, AliasText.prepare("quietlygone")));

    String row =
        QuarkusTransaction.requiringNew()
            .call(() ->
                (String)
                    entities
                        .createNativeQuery(
                            "select cast(c as text) || encode(tombstone, 'escape') from name_claim c"
                                + " where kind = 'PREPARED' and index_value = :value")
                        .setParameter("value", index("quietlygone").value())
                        .getSingleResult());

    assertThat(row).doesNotContain("quietly").doesNotContain(payer.toString());
  }

  @Test
  void aWithdrawnNameIsFreeAgain() {
    claim(payer, "withdrawn");

    QuarkusTransaction.requiringNew().run(() -> aliases.withdraw(payer));
    claim(another, "withdrawn");

    assertThat(holder("withdrawn")).isEqualTo(another);
  }

  @Test
  void aRefusedClaimLeavesNothing() {
    claim(payer, "oneofmany");
    refuses(
        ErrorCode.ALIAS_TAKEN,
        () ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  aliases.claim(another, AliasText.prepare("stillfree"));
                  aliases.claim(another, AliasText.prepare("oneofmany"));
                }));

    assertThat(aliases.payerOf(index("stillfree"))).isEmpty();
  }

  @Test
  void aClaimMovedToAnotherPayerIsRefusedWithAnAlarm() {
    claim(payer, "robbed-name");
    AliasIndex index = index("robbed-name");
    sql("update name_claim set payer_id = '%s' where payer_id = '%s'".formatted(another, payer));

    refuses(ErrorCode.ROW_REFUSED, () -> aliases.payerOf(index));

    alarms.await("PREPARED/" + index.version() + "/" + index.value());
  }

  @Test
  void aClaimWrittenIntoTheDatabaseIsRefusedWithAnAlarm() {
    AliasIndex index = index("forged-name");
    sql(
        "insert into name_claim (kind, index_version, index_value, payer_id, unicode, claimed_at, revision, mac_version, mac)"
            + " values ('PREPARED', %d, '%s', '%s', 'x', now(), 1, 1, decode(repeat('00', 32), 'hex'))"
                .formatted(index.version(), index.value(), another));

    refuses(ErrorCode.ROW_REFUSED, () -> aliases.payerOf(index));
    refuses(ErrorCode.ROW_REFUSED, () -> claim(payer, "forged-name"));

    alarms.await("PREPARED/" + index.version() + "/" + index.value());
  }

  @Test
  void aCopyOfAnotherNamesClaimIsRefused() {
    claim(payer, "copied-from");
    AliasIndex index = index("copied-onto");
    sql(
        "insert into name_claim (kind, index_version, index_value, payer_id, tombstone, unicode, claimed_at, released_at,"
            + " revision, mac_version, mac) select kind, index_version, '%s', payer_id, tombstone, unicode, claimed_at,"
                .formatted(index.value())
            + " released_at, revision, mac_version, mac from name_claim where payer_id = '%s' and kind = 'PREPARED'"
                .formatted(payer));

    refuses(ErrorCode.ROW_REFUSED, () -> aliases.payerOf(index));
  }

  @Test
  void whereNobodyHoldsANameAClaimIsReadAndCheckedAllTheSame() {
    claim(payer, "held-beside");
    String nobodys = " where index_value = '" + NameClaimRow.NOBODYS.indexValue() + "'";
    sql("update name_claim set unicode = unicode || '!'" + nobodys);
    try {
      refuses(ErrorCode.ROW_REFUSED, () -> aliases.payerOf(index("nobodyhasthis")));
      assertThat(holder("held-beside")).isEqualTo(payer);
    } finally {
      sql("update name_claim set unicode = rtrim(unicode, '!')" + nobodys);
    }
    assertThat(aliases.payerOf(index("nobodyhasthis"))).isEmpty();
  }

  @Test
  void everyClaimSaysByWhichUnicodeItWasPrepared() {
    claim(payer, "versioned");

    assertThat(rows("unicode like 'icu %, unicode %, java %'", "versioned")).isOne();
  }

  private int winners(String... names) {
    var won = new AtomicInteger();
    var others = new AtomicInteger();
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        String name = names[i % names.length];
        threads.submit(() -> {
          start.await();
          try {
            claim(UUID.randomUUID(), name);
            return won.incrementAndGet();
          } catch (Refusal taken) {
            return taken.code() == ErrorCode.ALIAS_TAKEN ? 0 : others.incrementAndGet();
          } catch (RuntimeException unexpected) {
            return others.incrementAndGet();
          }
        });
      }
      start.countDown();
    }
    assertThat(others).hasValue(0);
    return won.get();
  }

  private void claim(UUID payerId, String name) {
    QuarkusTransaction.requiringNew().run(() -> aliases.claim(payerId, AliasText.prepare(name)));
  }

  private UUID holder(String name) {
    return aliases.payerOf(index(name)).orElseThrow();
  }

  private AliasIndex index(String name) {
    return aliases.index(AliasText.prepare(name));
  }

  private long rows(String where, String name) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            (Long)
                entities
                    .createNativeQuery(
                        "select count(*) from name_claim where index_value = '%s' and %s"
                            .formatted(index(name).value(), where),
                        Long.class)
                    .getSingleResult());
  }

  private void sql(String statement) {
    QuarkusTransaction.requiringNew()
        .run(() -> assertThat(entities.createNativeQuery(statement).executeUpdate()).isPositive());
  }
}
