package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.junit.jupiter.api.Test;

/** Nobody floods the trail by being turned away. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class AccessRefusedTest {
  private static final int WRITTEN = 20;

  @Inject AccessRefused refused;
  @Inject Limits limits;
  @Inject Subjects subjects;
  @Inject Tables tables;
  private final String actor = "client:" + UUID.randomUUID();

  @Test
  void beyondTheLimitThereIsACountOnly() {
    turnedAway(WRITTEN + 30);
    assertThat(entries(actor)).isEqualTo(WRITTEN);

    refused.count();
    refused.count();

    assertThat(entries(actor)).isEqualTo(WRITTEN + 1);
    assertThat(lastFacts()).isEqualTo("{\"not_written\":\"30\"}");
  }

  @Test
  void anotherCallersEntriesAreStillWritten() {
    turnedAway(WRITTEN + 1);
    String other = "client:" + UUID.randomUUID();

    refused.turnedAway(other);

    assertThat(entries(other)).isEqualTo(1);
  }

  @Test
  void theNextEntrySaysHowManyWereNotWritten() {
    turnedAway(WRITTEN + 7);
    limits.reset(Limit.ACCESS_REFUSALS_PER_ACTOR, subjects.actor(actor));

    refused.turnedAway(actor);
    assertThat(lastFacts()).isEqualTo("{\"not_written\":\"7\"}");
    refused.turnedAway(actor);
    assertThat(lastFacts()).isEqualTo("{}");
  }

  @Test
  void anyNumberOfCallersTakesBoundedMemory() {
    var counts = new TurnedAway();
    for (int i = 0; i < TurnedAway.MOST_ACTORS + 500; i++) {
      counts.add("client:" + i);
    }

    Map<String, Long> all = counts.takeAll();

    assertThat(all).hasSize(TurnedAway.MOST_ACTORS + 1).containsEntry(TurnedAway.OTHERS, 500L);
    assertThat(counts.takeAll()).isEmpty();
  }

  private void turnedAway(int times) {
    for (int i = 0; i < times; i++) {
      refused.turnedAway(actor);
    }
  }

  private long entries(String of) {
    return (Long)
        tables.read(
            "select count(*) from audit_entry where action = 'ACCESS_REFUSED' and actor = ?1", of);
  }

  private String lastFacts() {
    return (String)
        tables.read(
            "select facts from audit_entry where actor = ?1 order by entry_id desc limit 1", actor);
  }
}
