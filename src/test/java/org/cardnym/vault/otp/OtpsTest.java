package org.cardnym.vault.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
class OtpsTest {
  /** Long enough for a code that no earlier step can show. */
  private static final Duration LATER = Duration.ofMinutes(2);

  @Inject Otps otps;
  @Inject Payers payers;
  @Inject Tables tables;
  @Inject Alarms alarms;

  /** A payer whose app is set up; its next code is one of later. */
  private record Known(UUID payer, App app) {}

  @Test
  void appIsSetUpByOneOfItsCodes() {
    UUID payer = TestPayers.active(payers);
    OtpSetup setup = otps.begin(payer);

    assertThat(setup.secret()).hasSize(32);
    assertThat(setup.uri())
        .contains("secret=" + setup.secret())
        .startsWith("otpauth://totp/Cardnym:payer-");
    assertThat(otps.confirm(payer, "not it")).isFalse();
    assertThat(otps.confirm(payer, App.scan(setup).code())).isTrue();
  }

  @Test
  void codeThatSetItUpIsUsed() {
    UUID payer = TestPayers.begun(payers);
    App app = App.scan(otps.begin(payer));
    String code = app.code();
    assertThat(otps.confirm(payer, code)).isTrue();

    assertThat(otps.judge(payer, code)).isEmpty();
    assertThat(otps.confirm(payer, code)).isFalse();
  }

  @Test
  void secretThatWaitsIsNoProof() {
    UUID payer = TestPayers.begun(payers);
    App app = App.scan(otps.begin(payer));

    assertThat(otps.judge(payer, app.code())).isEmpty();
  }

  @Test
  void rightCodeHolds() {
    Known known = known();
    String code = known.app().code(LATER);

    assertThat(otps.judge(known.payer(), code)).isPresent();
    assertThat(otps.judge(known.payer(), code.substring(0, 3) + " " + code.substring(3)))
        .isPresent();
  }

  @Test
  void anothersCodeDoesNot() {
    UUID without = TestPayers.begun(payers);
    UUID another = known().payer();
    Known known = known();

    assertThat(otps.judge(known.payer(), known.app().code(LATER))).isPresent();
    assertThat(otps.judge(another, known.app().code(LATER))).isEmpty();
    assertThat(otps.judge(without, known.app().code(LATER))).isEmpty();
  }

  @Test
  void codeIsGoodUntilItIsMarkedAndNeverAgain() {
    Known known = known();
    String code = known.app().code(LATER);
    long step = otps.judge(known.payer(), code).orElseThrow();
    assertThat(otps.judge(known.payer(), code)).hasValue(step);

    assertThat(mark(known.payer(), step)).isTrue();
    assertThat(mark(known.payer(), step)).isFalse();
    assertThat(mark(known.payer(), step - 1)).isFalse();
    assertThat(otps.judge(known.payer(), code)).isEmpty();
  }

  @Test
  void markThatRollsBackLeavesTheCodeGood() {
    Known known = known();
    String code = known.app().code(LATER);
    long step = otps.judge(known.payer(), code).orElseThrow();

    QuarkusTransaction.begin();
    assertThat(otps.mark(known.payer(), step)).isTrue();
    QuarkusTransaction.rollback();

    assertThat(otps.judge(known.payer(), code)).hasValue(step);
  }

  @Test
  void oneOfManyAtOnceMarksAStep() throws Exception {
    Known known = known();
    long step = otps.judge(known.payer(), known.app().code(LATER)).orElseThrow();
    int marked = 0;
    try (var callers = Executors.newFixedThreadPool(8)) {
      var calls = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < 16; i++) {
        calls.add(callers.submit(() -> mark(known.payer(), step)));
      }
      for (Future<Boolean> call : calls) {
        marked += call.get() ? 1 : 0;
      }
    }

    assertThat(marked).isEqualTo(1);
  }

  @Test
  void markSeesWhatOthersMarkedAfterThisTransactionRead() {
    Known known = known();
    String code = known.app().code(LATER);

    boolean marked =
        QuarkusTransaction.requiringNew()
            .call(() -> {
              OptionalLong step = otps.judge(known.payer(), code);
              assertThat(mark(known.payer(), step.orElseThrow())).isTrue();
              return otps.mark(known.payer(), step.orElseThrow());
            });

    assertThat(marked).isFalse();
  }

  @Test
  void newSecretTakesOverOnlyWithItsFirstCode() {
    Known known = known();
    App next = App.scan(otps.begin(known.payer()));
    assertThat(otps.judge(known.payer(), known.app().code(LATER))).isPresent();

    assertThat(otps.confirm(known.payer(), next.code(LATER))).isTrue();

    assertThat(otps.judge(known.payer(), known.app().code(LATER))).isEmpty();
  }

  @Test
  void anotherPayersSecretIsRefusedWithAnAlarm() {
    Known victim = known();
    Known thief = known();
    tables.write(
        "update otp v set secret = t.secret, last_step = t.last_step, set_at = t.set_at, revision = t.revision,"
            + " mac = t.mac from otp t where v.payer_id = ?1 and t.payer_id = ?2",
        victim.payer(),
        thief.payer());

    refuses(ErrorCode.ROW_REFUSED, () -> otps.judge(victim.payer(), thief.app().code(LATER)));
    alarms.await(victim.payer().toString());
  }

  @Test
  void stepThatWasSetBackInTheDatabaseIsRefusedWithAnAlarm() {
    Known known = known();
    tables.write("update otp set last_step = last_step - 10 where payer_id = ?1", known.payer());

    refuses(ErrorCode.ROW_REFUSED, () -> otps.judge(known.payer(), known.app().code(LATER)));
    refuses(ErrorCode.ROW_REFUSED, () -> mark(known.payer(), Long.MAX_VALUE));
    alarms.await(known.payer().toString());
  }

  @Test
  void decoyNeverHolds() {
    assertThat(
            tables.read(
                "select count(*) from otp where payer_id = ?1 and secret is not null",
                payers.decoy()))
        .isEqualTo(1L);
    assertThat(otps.judge(payers.decoy(), "123456")).isEmpty();

    Object before = tables.read("select secret from otp where payer_id = ?1", payers.decoy());
    QuarkusTransaction.requiringNew().run(() -> otps.prepare(payers.decoy()));
    assertThat(tables.read("select secret from otp where payer_id = ?1", payers.decoy()))
        .isEqualTo(before);
  }

  @Test
  void nothingStaysOfOneWhoLeaves() {
    Known known = known();

    QuarkusTransaction.requiringNew().run(() -> otps.leaving(known.payer()));

    assertThat(otps.judge(known.payer(), known.app().code(LATER))).isEmpty();
    assertThat(mark(known.payer(), Long.MAX_VALUE)).isFalse();
  }

  private Known known() {
    // New payers want keys that were read a moment ago.
    TestClock.ahead(Duration.ZERO);
    UUID payer = TestPayers.begun(payers);
    App app = App.scan(otps.begin(payer));
    assertThat(otps.confirm(payer, app.code())).isTrue();
    TestClock.ahead(LATER);
    return new Known(payer, app);
  }

  private boolean mark(UUID payer, long step) {
    return QuarkusTransaction.requiringNew().call(() -> otps.mark(payer, step));
  }
}
