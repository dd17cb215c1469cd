package org.cardnym.vault.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.Journal.Kept;
import org.cardnym.vault.restore.Fates.Fate;
import org.junit.jupiter.api.Test;

/** What the journal comes to. */
class FatesTest {
  private final Fates fates = new Fates();

  @Test
  void ofALockTheLastWordCounts() {
    say(AuditAction.PAYER_LOCKED, "pyr_a");
    say(AuditAction.PAYER_LOCKED, "pyr_b");
    say(AuditAction.PAYER_UNLOCKED, "pyr_b");
    say(AuditAction.PAYER_FROZEN, "pyr_c");
    say(AuditAction.PAYER_FROZEN, "pyr_d");
    say(AuditAction.PAYER_UNFROZEN, "pyr_d");

    Map<String, Fate> all = all();
    assertThat(all).containsOnlyKeys("pyr_a", "pyr_c");
    assertThat(of(all, "pyr_a").locked).isTrue();
    assertThat(of(all, "pyr_c").frozen).isTrue();
    assertThat(fates.lines()).isEqualTo(6);
  }

  @Test
  void whoHasLeftStaysAwayAndARemovedCardStaysRemoved() {
    say(AuditAction.PAYER_LEFT, "pyr_a");
    say(AuditAction.PAYER_UNLOCKED, "pyr_a");
    fates.add(new Kept(AuditAction.CARD_REMOVED, "crd_1", "pyr_b"));

    assertThat(of(all(), "pyr_a").left).isTrue();
    assertThat(of(all(), "pyr_b").removedCards).containsExactly("crd_1");
  }

  private static Fate of(Map<String, Fate> all, String payer) {
    return Objects.requireNonNull(all.get(payer));
  }

  private void say(AuditAction action, String payer) {
    fates.add(new Kept(action, payer, payer));
  }

  private Map<String, Fate> all() {
    var all = new LinkedHashMap<String, Fate>();
    fates.each(all::put);
    return all;
  }
}
