package org.cardnym.vault.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import com.yubico.webauthn.data.ByteArray;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Statements;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
class PasskeyProofsTest {
  private static final byte[] PAYMENT = digest("payment, shop, 10.00 EUR");

  @Inject Passkeys passkeys;
  @Inject PasskeyProofs proofs;
  @Inject Payers payers;
  @Inject Tables tables;
  @Inject Alarms alarms;
  @Inject AuditTrail trail;

  /** A payer and the passkey they have. */
  private record Known(UUID payer, Passkey passkey, Authenticator phone) {}

  @Test
  void signatureHoldsForWhatWasAskedAndIsUsedOnce() {
    Known known = known();

    HeldPasskey held = judge(known, sign(known)).orElseThrow();

    assertThat(held.passkeyId()).isEqualTo(known.passkey().id());
    assertThat(mark(held)).isTrue();
    assertThat(passkeys.of(known.payer()).getFirst().usedAt()).isNotNull();
  }

  @Test
  void requestNamesNoCredentialAndWantsVerification() {
    PasskeyRequest asked = proofs.ask(PAYMENT);

    assertThat(asked.userVerification()).isEqualTo("required");
    assertThat(asked.rpId()).isEqualTo("localhost");
    assertThat(asked.timeout()).isEqualTo(300_000);
    assertThat(proofs.ask(PAYMENT).challenge()).isNotEqualTo(asked.challenge());
  }

  @Test
  void replayedOneFails() {
    Known known = known();
    SignedPasskey signed = sign(known);

    assertThat(judge(known, signed)).isPresent();
    assertThat(judge(known, signed)).isEmpty();
  }

  @Test
  void manyAtOnceHoldOnce() throws Exception {
    Known known = known();
    SignedPasskey signed = sign(known);
    Callable<Boolean> once = () -> judge(known, signed).isPresent();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all =
          IntStream.range(0, 8).mapToObj(i -> threads.submit(once)).toList();
      int held = 0;
      for (Future<Boolean> each : all) {
        held += each.get() ? 1 : 0;
      }
      assertThat(held).isEqualTo(1);
    }
  }

  @Test
  void oneThatFailedUsedItsChallengeUp() {
    Known known = known();
    PasskeyRequest asked = proofs.ask(PAYMENT);

    assertThat(judge(known, known.phone().verifies(false).sign(asked))).isEmpty();
    assertThat(judge(known, known.phone().verifies(true).sign(asked))).isEmpty();
  }

  @Test
  void expiredOneFails() {
    Known known = known();
    SignedPasskey signed = sign(known);

    TestClock.ahead(Challenges.LIFE);

    assertThat(judge(known, signed)).isEmpty();
  }

  @Test
  void consentToSomethingElseFails() {
    Known known = known();

    assertThat(proofs.judge(known.payer(), digest("another payment"), sign(known))).isEmpty();
    assertThat(proofs.judge(known.payer(), digest("payment, shop, 99.00 EUR"), sign(known)))
        .isEmpty();
    assertThat(proofs.judge(known.payer(), digest("payment, thief, 10.00 EUR"), sign(known)))
        .isEmpty();
  }

  @Test
  void challengeThatNobodyAskedForFails() {
    Known known = known();
    String invented = new ByteArray(Challenges.random()).getBase64Url();

    assertThat(judge(known, known.phone().sign(invented))).isEmpty();
    assertThat(judge(known, known.phone().sign(""))).isEmpty();
    assertThat(judge(known, known.phone().sign("AAAA"))).isEmpty();
  }

  @Test
  void challengeForANewPasskeyProvesNothing() {
    Known known = known();
    String challenge = passkeys.begin(known.payer()).challenge();

    assertThat(judge(known, known.phone().sign(challenge))).isEmpty();
  }

  @Test
  void unknownCredentialAndAnothersAndAForgedOneFail() {
    Known known = known();
    Known another = known();
    Authenticator stranger = Authenticator.at(TestDoors.pagesOrigin());
    Authenticator forged = known.phone().withKeyOf(stranger);

    assertThat(
            judge(known, stranger.userHandle(known.phone().userHandle()).sign(proofs.ask(PAYMENT))))
        .isEmpty();
    assertThat(judge(known, sign(another))).isEmpty();
    assertThat(judge(known, forged.sign(proofs.ask(PAYMENT)))).isEmpty();
    assertThat(judge(another, sign(another))).isPresent();
  }

  @Test
  void whatCantBeReadFailsAsWhateverElse() {
    Known known = known();

    for (String bytes : new String[] {"", "!", "AAAA", "bnVsbA"}) {
      assertThat(judge(known, new SignedPasskey(bytes, bytes, bytes, bytes, bytes))).isEmpty();
    }
    SignedPasskey good = sign(known);
    assertThat(
            judge(
                known,
                new SignedPasskey(
                    good.id(),
                    good.clientData(),
                    good.authenticatorData(),
                    "AA",
                    good.userHandle())))
        .isEmpty();
  }

  @Test
  void removedOneFailsAlsoIfItHeldBefore() {
    Known known = known();
    SignedPasskey signed = sign(known);
    HeldPasskey held = judge(known, sign(known)).orElseThrow();

    QuarkusTransaction.requiringNew()
        .run(() -> passkeys.remove(known.payer(), known.passkey().id()));

    assertThat(judge(known, signed)).isEmpty();
    assertThat(mark(held)).isFalse();
  }

  @Test
  void copyIsRefusedAndStopsThePasskeyForGood() {
    Known known = known();
    assertThat(mark(judge(known, sign(known, 5)).orElseThrow())).isTrue();

    assertThat(judge(known, sign(known, 5))).isEmpty();

    assertThat(passkeys.of(known.payer()).getFirst().suspect()).isTrue();
    assertThat(judge(known, sign(known, 6))).isEmpty();
    assertThat(trail(known)).contains("PASSKEY_SUSPECT");
  }

  @Test
  void forgedLowCountStopsNothing() {
    Known known = known();
    mark(judge(known, sign(known, 5)).orElseThrow());
    Authenticator forged =
        known.phone().withKeyOf(Authenticator.at(TestDoors.pagesOrigin())).count(1);

    assertThat(judge(known, forged.sign(proofs.ask(PAYMENT)))).isEmpty();

    assertThat(passkeys.of(known.payer()).getFirst().suspect()).isFalse();
    assertThat(judge(known, sign(known, 6))).isPresent();
  }

  @Test
  void ofTwoThatHeldOnlyTheLaterCountIsUsedAfterIt() {
    Known known = known();
    HeldPasskey fifth = judge(known, sign(known, 5)).orElseThrow();
    HeldPasskey sixth = judge(known, sign(known, 6)).orElseThrow();

    assertThat(mark(sixth)).isTrue();
    assertThat(mark(fifth)).isFalse();
  }

  @Test
  void rowThatWasChangedIsRefusedWithAnAlarm() {
    Known known = known();
    SignedPasskey signed = sign(known);
    tables.write(
        "update passkey set suspect_at = now() where passkey_id = ?1", known.passkey().id());

    refuses(ErrorCode.ROW_REFUSED, () -> judge(known, signed));
    alarms.await(TypeId.of(IdKind.PASSKEY, known.passkey().id()));
  }

  @Test
  void challengeThatWasChangedIsRefusedWithAnAlarm() {
    Known known = known();
    SignedPasskey signed = sign(known);
    tables.write("update passkey_challenge set expires_at = now() + interval '1 year'");

    refuses(ErrorCode.ROW_REFUSED, () -> judge(known, signed));
    tables.write("delete from passkey_challenge");
  }

  @Test
  void whoHasNoneCostsTheSameStatements() throws InterruptedException {
    Known known = known();
    UUID without = TestPayers.active(payers);
    SignedPasskey wrong =
        known
            .phone()
            .withKeyOf(Authenticator.at(TestDoors.pagesOrigin()))
            .sign(proofs.ask(PAYMENT));
    SignedPasskey nobodys = Authenticator.at(TestDoors.pagesOrigin()).sign(proofs.ask(PAYMENT));

    List<String> his = statements(() -> judge(known, wrong));
    List<String> none = statements(() -> proofs.judge(without, PAYMENT, nobodys));

    assertThat(none).isNotEmpty().isEqualTo(his);
  }

  /** What such a thread as serves requests asks of the database. */
  private static List<String> statements(Runnable judging) throws InterruptedException {
    Statements.forget();
    Thread.ofVirtual().name("quarkus-virtual-thread-judging").start(judging).join();
    return Statements.seen();
  }

  private Known known() {
    UUID payer = TestPayers.active(payers);
    Authenticator phone = Authenticator.at(TestDoors.pagesOrigin());
    NewPasskey made = phone.make(passkeys.begin(payer));
    Passkey passkey = QuarkusTransaction.requiringNew().call(() -> passkeys.add(payer, made, null));
    return new Known(payer, passkey, phone);
  }

  private SignedPasskey sign(Known known) {
    return known.phone().sign(proofs.ask(PAYMENT));
  }

  private SignedPasskey sign(Known known, long count) {
    return known.phone().count(count).sign(proofs.ask(PAYMENT));
  }

  private Optional<HeldPasskey> judge(Known known, SignedPasskey signed) {
    return proofs.judge(known.payer(), PAYMENT, signed);
  }

  private boolean mark(HeldPasskey held) {
    return QuarkusTransaction.requiringNew().call(() -> proofs.mark(held));
  }

  private List<String> trail(Known known) {
    return QuarkusTransaction.requiringNew()
        .call(() -> trail.page(null, TypeId.of(IdKind.PAYER, known.payer()), 100))
        .stream()
        .map(AuditTrail.Entry::action)
        .toList();
  }

  private static byte[] digest(String consent) {
    return Sha256.of(consent.getBytes(StandardCharsets.UTF_8)).getBytes();
  }
}
