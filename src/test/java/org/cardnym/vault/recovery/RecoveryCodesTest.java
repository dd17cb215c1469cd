package org.cardnym.vault.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class RecoveryCodesTest {
  @Inject RecoveryCodes codes;
  @Inject Shoppers shoppers;
  @Inject Payers payers;
  @Inject Tables tables;
  @Inject Alarms alarms;
  private UUID payer;
  private List<String> sheet;

  @BeforeEach
  void make() {
    payer = shoppers.withoutCard().id();
    sheet = made();
  }

  @Test
  void tenCodesOfEightyBitsEachAreMadeAndNoTwoAreTheSame() {
    assertThat(sheet)
        .hasSize(10)
        .allMatch(code -> code.matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}"));
    assertThat(new HashSet<>(sheet)).hasSize(10);
    assertThat(left()).isEqualTo(10);
  }

  @Test
  void eachWorksOnceHoweverItIsTyped() {
    String code = sheet.get(3);
    assertThat(use(code.toLowerCase(java.util.Locale.ROOT).replace("-", " "))).isTrue();

    assertThat(codes.judge(payer, code)).isEmpty();
    assertThat(left()).isEqualTo(9);
    assertThat(use(sheet.get(4).replace('0', 'O').replace('1', 'l'))).isTrue();
    assertThat(left()).isEqualTo(8);
  }

  @Test
  void ofManyAtOnceOneIsUsed() throws Exception {
    RecoveryCodes.Match match = codes.judge(payer, sheet.getFirst()).orElseThrow();
    Callable<Boolean> use =
        () -> QuarkusTransaction.requiringNew().call(() -> codes.mark(payer, match));
    int used = 0;
    try (var threads = Executors.newFixedThreadPool(4)) {
      var tries = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < 8; i++) {
        tries.add(threads.submit(use));
      }
      for (Future<Boolean> each : tries) {
        used += each.get() ? 1 : 0;
      }
    }

    assertThat(used).isEqualTo(1);
    assertThat(left()).isEqualTo(9);
  }

  @Test
  void aNewSheetEndsTheOldOneEvenForACodeThatWasJudgedAlready() {
    RecoveryCodes.Match match = codes.judge(payer, sheet.getFirst()).orElseThrow();
    List<String> fresh = made();

    assertThat(QuarkusTransaction.requiringNew().call(() -> codes.mark(payer, match))).isFalse();
    assertThat(codes.judge(payer, sheet.get(1))).isEmpty();
    assertThat(use(fresh.getFirst())).isTrue();
  }

  @Test
  void wrongCodesAndThoseOfAnotherPayerAreNobodys() {
    UUID other = shoppers.withoutCard().id();

    assertThat(codes.judge(other, sheet.getFirst())).isEmpty();
    assertThat(codes.judge(payers.decoy(), sheet.getFirst())).isEmpty();
    for (String wrong : List.of("", "-", "0000-0000-0000-0000", "x".repeat(10_000))) {
      assertThat(codes.judge(payer, wrong)).as(wrong).isEmpty();
    }
    assertThat(codes.kept(other)).isEqualTo(Optional.empty());
  }

  @Test
  void noCodeStandsInTheDatabase() {
    String rows = tables.rows("recovery_sheet").toString();

    for (String code : sheet) {
      assertThat(rows).doesNotContain(code, code.replace("-", ""));
    }
  }

  @Test
  void aCodeThatWasMadeUnusedPastTheVaultIsRefusedWithAnAlarm() {
    assertThat(use(sheet.getFirst())).isTrue();
    tables.write("update recovery_sheet set used = 0 where payer_id = ?1", payer);

    refuses(ErrorCode.ROW_REFUSED, () -> codes.judge(payer, sheet.getFirst()));
    alarms.await(payer.toString());
  }

  private List<String> made() {
    return QuarkusTransaction.requiringNew().call(() -> codes.make(payer)).codes();
  }

  private boolean use(String code) {
    RecoveryCodes.Match match = codes.judge(payer, code).orElseThrow();
    return QuarkusTransaction.requiringNew().call(() -> codes.mark(payer, match));
  }

  private int left() {
    return codes.kept(payer).orElseThrow().left();
  }
}
