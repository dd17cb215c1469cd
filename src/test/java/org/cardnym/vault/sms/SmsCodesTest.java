package org.cardnym.vault.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Phones;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.WithSms;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.sms.SmsCodes.Act;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A code is for one payer, one act, and all of it. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(WithSms.class)
class SmsCodesTest {
  @Inject TestHouse house;
  @Inject Payers payers;
  @Inject TestMobiles mobiles;
  @Inject MobileNumbers numbers;
  @Inject SmsCodes codes;
  @Inject Tables tables;
  @Inject Alarms alarms;
  private final UUID subject = UUID.randomUUID();
  private final Act act = act(subject, 1);
  private Phones phones;
  private UUID payer;
  private String code;

  @BeforeEach
  void send() {
    house.forgetTries();
    phones = Phones.open();
    payer = TestPayers.active(payers);
    String number = mobiles.of(payer);
    QuarkusTransaction.requiringNew().run(() -> codes.send(act, payer, "Kiln & Cup", "EUR 19.99"));
    code = phones.await(number).code();
  }

  @AfterEach
  void close() {
    phones.close();
  }

  @Test
  void holdsForItsOwnActAndNoOther() {
    UUID another = TestPayers.active(payers);
    mobiles.of(another);

    assertThat(codes.judge(act, payer, code)).isPresent();
    assertThat(codes.judge(act(subject, 2), payer, code)).as("another amount").isEmpty();
    assertThat(codes.judge(act(UUID.randomUUID(), 1), payer, code)).isEmpty();
    assertThat(codes.judge(act, another, code)).isEmpty();
    assertThat(codes.judge(act, payers.decoy(), code)).isEmpty();
    assertThat(codes.judge(act, payer, "")).isEmpty();
    assertThat(codes.judge(act, payer, code + "0")).isEmpty();
  }

  @Test
  void isUsedOnceWhateverIsAskedAtOnce() throws Exception {
    UUID codeId = codes.judge(act, payer, code).orElseThrow();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var used = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < 8; i++) {
        used.add(threads.submit(() -> use(codeId)));
      }
      int times = 0;
      for (Future<Boolean> each : used) {
        times += each.get() ? 1 : 0;
      }

      assertThat(times).isEqualTo(1);
    }
    assertThat(codes.judge(act, payer, code)).isEmpty();
  }

  @Test
  void isVoidWithItsNumberAndWithALaterOne() {
    UUID codeId = codes.judge(act, payer, code).orElseThrow();
    QuarkusTransaction.requiringNew().run(() -> codes.send(act, payer, "Kiln & Cup", "EUR 19.99"));
    assertThat(use(codeId)).isFalse();
    String later = phones.await(wholeOf(payer), 2).getLast().code();
    UUID laterId = codes.judge(act, payer, later).orElseThrow();

    QuarkusTransaction.requiringNew().run(() -> numbers.remove(payer));

    assertThat(use(laterId)).isFalse();
  }

  @Test
  void aRowThatWasWrittenPastTheVaultProvesNobody() {
    UUID thief = TestPayers.active(payers);
    mobiles.of(thief);
    tables.write("update sms_code set payer_id = ?2 where subject_id = ?1", subject, thief);

    refuses(ErrorCode.ROW_REFUSED, () -> codes.judge(act, thief, code));
    alarms.await(subject.toString());
  }

  @Test
  void aNumberThatWasWrittenPastTheVaultGetsNothing() {
    UUID thief = TestPayers.active(payers);
    mobiles.of(thief);
    tables.write(
        "update mobile_number set number = (select number from mobile_number where payer_id = ?2)"
            + " where payer_id = ?1",
        payer,
        thief);

    refuses(ErrorCode.ROW_REFUSED, () -> numbers.of(payer));
  }

  private String wholeOf(UUID payerId) {
    return numbers.whole(payerId).orElseThrow();
  }

  private boolean use(UUID codeId) {
    return QuarkusTransaction.requiringNew().call(() -> codes.use(act, codeId));
  }

  private static Act act(UUID subject, int amount) {
    byte[] digest = new byte[32];
    digest[0] = (byte) amount;
    return new Act(subject, digest);
  }
}
