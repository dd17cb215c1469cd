package org.cardnym.vault.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import com.yubico.webauthn.data.ByteArray;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
class PasskeysTest {
  @Inject Passkeys passkeys;
  @Inject Payers payers;
  @Inject Tables tables;
  @Inject Alarms alarms;

  @Test
  void whatIsAskedForIsDiscoverableVerifiedAndUnattested() {
    UUID payer = TestPayers.active(payers);

    PasskeyCreation asked = passkeys.begin(payer);

    assertThat(asked.rp().id()).isEqualTo("localhost");
    assertThat(asked.user().name()).startsWith("payer-");
    assertThat(asked.authenticatorSelection())
        .isEqualTo(new PasskeyCreation.Selection("required", true, "required"));
    assertThat(asked.attestation()).isEqualTo("none");
    assertThat(asked.excludeCredentials()).isEmpty();
    assertThat(asked.pubKeyCredParams().stream().map(PasskeyCreation.Parameters::alg))
        .containsExactly(-7L, -8L, -35L, -36L, -257L);
    assertThat(passkeys.begin(payer).challenge()).isNotEqualTo(asked.challenge());
  }

  @Test
  void addedOneIsListedWithItsNameAndNeverAskedForAgain() {
    UUID payer = TestPayers.active(payers);
    Authenticator phone = phone();

    Passkey added = add(payer, phone, "My phone");

    assertThat(passkeys.of(payer)).containsExactly(added);
    assertThat(added.name()).isEqualTo("My phone");
    assertThat(added.usedAt()).isNull();
    assertThat(added.synced()).isFalse();
    PasskeyCreation again = passkeys.begin(payer);
    assertThat(again.excludeCredentials())
        .containsExactly(new PasskeyCreation.Descriptor("public-key", phone.id()));
    assertThat(again.user().id()).isEqualTo(phone.userHandle());
    assertThat(tables.rows("passkey").toString()).doesNotContain("My phone");
  }

  @Test
  void answerIsTakenOnceAndInTimeAndFromItsOwnerOnly() {
    UUID payer = TestPayers.active(payers);
    NewPasskey made = phone().make(passkeys.begin(payer));
    NewPasskey anothers = phone().make(passkeys.begin(TestPayers.active(payers)));
    NewPasskey late = phone().make(passkeys.begin(payer));
    NewPasskey invented = phone().make(phone().id(), phone().id());

    add(payer, made, null);
    refuses(ErrorCode.PASSKEY_REFUSED, () -> add(payer, made, null));
    refuses(ErrorCode.PASSKEY_REFUSED, () -> add(payer, anothers, null));
    refuses(ErrorCode.PASSKEY_REFUSED, () -> add(payer, invented, null));
    assertThat(passkeys.of(payer)).hasSize(1);
    TestClock.ahead(Challenges.LIFE);
    refuses(ErrorCode.PASSKEY_REFUSED, () -> add(payer, late, null));
  }

  @Test
  void oneThatDoesNotHoldUsesItsChallengeUp() {
    UUID payer = TestPayers.active(payers);
    PasskeyCreation asked = passkeys.begin(payer);
    NewPasskey unverified = phone().verifies(false).make(asked);

    refuses(ErrorCode.PASSKEY_REFUSED, () -> add(payer, unverified, null));

    refuses(ErrorCode.PASSKEY_REFUSED, () -> add(payer, phone().make(asked), null));
    assertThat(passkeys.of(payer)).isEmpty();
  }

  @Test
  void signatureForAPaymentAddsNoPasskey() {
    UUID payer = TestPayers.active(payers);
    String challenge = new ByteArray(Challenges.random()).getBase64Url();

    refuses(ErrorCode.PASSKEY_REFUSED, () -> add(payer, phone().make(challenge, challenge), null));
  }

  @Test
  void credentialIsRegisteredOnceInTheWholeVault() {
    UUID payer = TestPayers.active(payers);
    UUID another = TestPayers.active(payers);
    Authenticator phone = phone();
    Passkey added = add(payer, phone, null);

    refuses(ErrorCode.PASSKEY_REFUSED, () -> add(another, phone, null));
    refuses(ErrorCode.PASSKEY_REFUSED, () -> add(payer, phone, null));

    remove(payer, added.id());
    assertThat(add(another, phone, null).id()).isNotEqualTo(added.id());
  }

  @Test
  void tenAreAsManyAsThereMayBeAndARemovedOneMakesRoom() {
    UUID payer = TestPayers.active(payers);
    for (int i = 0; i < Passkeys.MOST - 1; i++) {
      add(payer, phone(), "no. " + i);
    }
    NewPasskey waiting = phone().make(passkeys.begin(payer));
    Passkey tenth = add(payer, phone(), "tenth");

    refuses(ErrorCode.PASSKEYS_FULL, () -> passkeys.begin(payer));
    refuses(ErrorCode.PASSKEYS_FULL, () -> add(payer, waiting, null));

    remove(payer, tenth.id());
    add(payer, phone(), "again");
    assertThat(passkeys.of(payer)).hasSize(Passkeys.MOST);
  }

  @Test
  void tenAreNotExceededByAddingAtOnce() throws Exception {
    UUID payer = TestPayers.active(payers);
    for (int i = 0; i < Passkeys.MOST - 1; i++) {
      add(payer, phone(), null);
    }
    var made = new ArrayList<NewPasskey>();
    for (int i = 0; i < 6; i++) {
      made.add(phone().make(passkeys.begin(payer)));
    }

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Passkey>> all =
          made.stream().map(each -> threads.submit(() -> add(payer, each, null))).toList();
      for (Future<Passkey> each : all) {
        try {
          each.get();
        } catch (ExecutionException refused) {
          assertThat(refused).hasCauseInstanceOf(Refusal.class);
        }
      }
    }

    assertThat(passkeys.of(payer)).hasSize(Passkeys.MOST);
  }

  @Test
  void ownerRenamesAndRemovesTheirsAndNobodyElses() {
    UUID payer = TestPayers.active(payers);
    UUID another = TestPayers.active(payers);
    Passkey added = add(payer, phone(), "Old");

    QuarkusTransaction.requiringNew().run(() -> passkeys.rename(payer, added.id(), "New"));
    refuses(ErrorCode.NOT_FOUND, () -> remove(another, added.id()));
    refuses(
        ErrorCode.NOT_FOUND,
        () ->
            QuarkusTransaction.requiringNew().run(() -> passkeys.rename(another, added.id(), "x")));

    assertThat(passkeys.of(payer).getFirst().name()).isEqualTo("New");
    remove(payer, added.id());
    assertThat(passkeys.of(payer)).isEmpty();
  }

  @Test
  void whoLeavesTakesThemAlong() {
    UUID payer = TestPayers.active(payers);
    Authenticator phone = phone();
    add(payer, phone, null);

    QuarkusTransaction.requiringNew().run(() -> passkeys.leaving(payer));

    assertThat(passkeys.of(payer)).isEmpty();
    add(TestPayers.active(payers), phone, null);
  }

  @Test
  void rowThatWasChangedIsRefusedWithAnAlarm() {
    UUID payer = TestPayers.active(payers);
    Passkey added = add(payer, phone(), null);

    tables.write("update passkey set sign_count = 7 where passkey_id = ?1", added.id());

    refuses(ErrorCode.ROW_REFUSED, () -> passkeys.of(payer));
    alarms.await(TypeId.of(IdKind.PASSKEY, added.id()));
  }

  private Passkey add(UUID payer, Authenticator authenticator, @Nullable String name) {
    return add(payer, authenticator.make(passkeys.begin(payer)), name);
  }

  private Passkey add(UUID payer, NewPasskey made, @Nullable String name) {
    return QuarkusTransaction.requiringNew().call(() -> passkeys.add(payer, made, name));
  }

  private void remove(UUID payer, UUID passkey) {
    QuarkusTransaction.requiringNew().run(() -> passkeys.remove(payer, passkey));
  }

  private static Authenticator phone() {
    return Authenticator.at(TestDoors.pagesOrigin());
  }
}
