package org.cardnym.vault.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Tables;
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
class PasswordsTest {
  private static final String RIGHT = "kestrel-lamp-42";
  private static final String OTHER = "anchor-violet-7";

  @Inject Passwords passwords;
  @Inject Payers payers;
  @Inject Tables tables;
  @Inject Alarms alarms;
  @Inject AuditTrail trail;

  @Test
  void rightPasswordHolds() {
    assertThat(judge(with(RIGHT), RIGHT)).isTrue();
  }

  @Test
  void wrongPasswordDoesNot() {
    UUID payer = with(RIGHT);

    assertThat(judge(payer, OTHER)).isFalse();
    assertThat(judge(payer, RIGHT.toUpperCase(java.util.Locale.ROOT))).isFalse();
    assertThat(judge(payer, "")).isFalse();
    assertThat(judge(payer, "control\u0000character")).isFalse();
  }

  @Test
  void oneWithoutAPasswordHasNoRightOne() {
    assertThat(judge(TestPayers.begun(payers), RIGHT)).isFalse();
  }

  @Test
  void newPasswordEndsTheOneBefore() {
    UUID payer = with(RIGHT);
    set(payer, OTHER);

    assertThat(judge(payer, RIGHT)).isFalse();
    assertThat(judge(payer, OTHER)).isTrue();
  }

  @Test
  void refusedPasswordChangesNothing() {
    UUID payer = with(RIGHT);

    refuses(ErrorCode.PASSWORD_COMMON, () -> set(payer, "password123"));
    refuses(ErrorCode.PASSWORD_CONTEXT, () -> set(payer, "Harbourmaster1"));
    assertThat(judge(payer, RIGHT)).isTrue();
  }

  @Test
  void settingItStandsInTheTrail() {
    String subject = TypeId.of(IdKind.PAYER, with(RIGHT));

    assertThat(QuarkusTransaction.requiringNew().call(() -> trail.page(null, subject, 100)))
        .anyMatch(entry -> "PASSWORD_SET".equals(entry.action()));
  }

  @Test
  void hashStandsInTheDatabaseOnlySealed() {
    with(RIGHT);

    // "$argon2id" as the database would print its bytes
    assertThat(tables.rows("password"))
        .isNotEmpty()
        .noneMatch(row -> row.toString().contains("246172676f6e326964"));
  }

  @Test
  void anotherPayersHashIsRefusedWithAnAlarm() {
    UUID victim = with(RIGHT);
    UUID thief = with(OTHER);
    tables.write(
        "update password v set sealed = t.sealed, set_at = t.set_at, revision = t.revision, mac ="
            + " t.mac from password t where v.payer_id = ?1 and t.payer_id = ?2",
        victim,
        thief);

    refuses(ErrorCode.ROW_REFUSED, () -> judge(victim, OTHER));
    alarms.await(victim.toString());
  }

  @Test
  void anotherPayersWholeRowIsRefusedWithAnAlarm() {
    UUID victim = with(RIGHT);
    UUID thief = with(OTHER);
    tables.write("delete from password where payer_id = ?1", victim);
    tables.write("update password set payer_id = ?1 where payer_id = ?2", victim, thief);

    refuses(ErrorCode.ROW_REFUSED, () -> judge(victim, OTHER));
    alarms.await(victim.toString());
  }

  @Test
  void editedByteIsRefused() {
    UUID payer = with(RIGHT);
    tables.write(
        "update password set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where payer_id"
            + " = ?1",
        payer);

    refuses(ErrorCode.ROW_REFUSED, () -> judge(payer, RIGHT));
  }

  @Test
  void tamperedRowIsNoWayToSetAnother() {
    UUID payer = with(RIGHT);
    tables.write(
        "update password set set_at = set_at + interval '1 second' where payer_id = ?1", payer);

    refuses(ErrorCode.ROW_REFUSED, () -> set(payer, OTHER));
  }

  @Test
  void decoyHasOneThatNobodyKnows() {
    assertThat(tables.read("select count(*) from password where payer_id = ?1", payers.decoy()))
        .isEqualTo(1L);
    assertThat(judge(payers.decoy(), RIGHT)).isFalse();
  }

  @Test
  void decoyKeepsItsPassword() {
    Object before = tables.read("select sealed from password where payer_id = ?1", payers.decoy());

    QuarkusTransaction.requiringNew().run(() -> passwords.prepare(payers.decoy()));

    assertThat(tables.read("select sealed from password where payer_id = ?1", payers.decoy()))
        .isEqualTo(before);
  }

  @Test
  void nothingStaysOfOneWhoLeaves() {
    UUID payer = with(RIGHT);

    QuarkusTransaction.requiringNew().run(() -> passwords.leaving(payer));
    QuarkusTransaction.requiringNew().run(() -> passwords.leaving(payer));

    assertThat(tables.read("select count(*) from password where payer_id = ?1", payer))
        .isEqualTo(0L);
    assertThat(judge(payer, RIGHT)).isFalse();
  }

  private UUID with(String password) {
    UUID payer = TestPayers.begun(payers);
    set(payer, password);
    return payer;
  }

  private void set(UUID payer, String typed) {
    try (Password password = Password.typed(typed)) {
      passwords.set(payer, password, List.of("harbourmaster"));
    }
  }

  private boolean judge(UUID payer, String typed) {
    try (Password password = Password.typed(typed);
        HashingTurn turn = passwords.turn()) {
      return passwords.judge(turn, payer, password).holds();
    }
  }
}
