package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.junit.jupiter.api.Test;

/** A queue for each bank, so that none stands before another's. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class DueExchangesTest {
  private static final int LEASE = 20;

  @Inject TestBanks parties;
  @Inject DueExchanges due;

  @Test
  void aLongQueueOfOneBankStandsBeforeNoOther() {
    try (Party silent = parties.open();
        Party one = parties.open();
        Party other = parties.open()) {
      List<ExchangeRow.Key> backlog = queued(silent, 30, "1 hour");
      ExchangeRow.Key first = queued(one, 1, "1 second").getFirst();
      ExchangeRow.Key second = queued(other, 1, "1 second").getFirst();

      List<ExchangeRow.Key> claimed = due.claim(24, LEASE);

      assertThat(claimed).contains(first, second);
      assertThat(claimed.stream().filter(backlog::contains)).hasSize(8);
    }
  }

  @Test
  void howeverManyBanksWaitEachIsServed() {
    List<Party> banks = Stream.generate(() -> parties.open()).limit(5).toList();
    try {
      banks.forEach(bank -> queued(bank, 6, "1 hour"));

      List<ExchangeRow.Key> claimed = due.claim(5, LEASE);

      assertThat(claimed).hasSize(20);
    } finally {
      banks.forEach(Party::close);
    }
  }

  @Test
  void aBankAloneHasTheWholeBatchAndWhatIsClaimedIsNotClaimedAgain() {
    try (Party party = parties.open()) {
      List<ExchangeRow.Key> queue = queued(party, 12, "1 hour");

      List<ExchangeRow.Key> batch = due.claim(10, LEASE);
      List<ExchangeRow.Key> rest = due.claim(10, LEASE);

      assertThat(batch).hasSize(10);
      assertThat(rest).hasSize(2);
      assertThat(Stream.concat(batch.stream(), rest.stream()))
          .containsExactlyInAnyOrderElementsOf(queue);
      assertThat(due.claim(10, LEASE)).isEmpty();
    }
  }

  @Test
  void whatIsNotDueOrHasEndedIsNotClaimed() {
    try (Party party = parties.open()) {
      parties.authorization(party);
      ExchangeRow.Key ended = queued(party, 1, "1 hour").getFirst();
      parties.write(
          "update exchange set state = 'CLOSED' where message_id = :message",
          Map.of("message", ended.messageId()));

      assertThat(due.claim(10, LEASE)).isEmpty();
    }
  }

  @Test
  void whatABankThatIsGoneHadIsStillFound() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = queued(party, 1, "1 hour").getFirst();
      parties.write("delete from bank where bank_id = :bank", Map.of("bank", party.bankId()));

      assertThat(due.claim(10, LEASE)).containsExactly(key);
    }
  }

  private List<ExchangeRow.Key> queued(Party party, int count, String since) {
    List<ExchangeRow.Key> keys =
        Stream.generate(() -> parties.authorization(party)).limit(count).toList();
    keys.forEach(key ->
        parties.write(
            "update exchange set due = now() - interval '"
                + since
                + "' where message_id = :message",
            Map.of("message", key.messageId())));
    return keys;
  }
}
