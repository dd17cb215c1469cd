package org.cardnym.vault.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
class ContactCodesTest {
  @Inject ContactCodes codes;
  @Inject Payers payers;
  @Inject Tables tables;
  @Inject Alarms alarms;

  private Inbox inbox;
  private UUID payer;

  @BeforeEach
  void open() {
    inbox = Inbox.open();
    payer = TestPayers.begun(payers);
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void codeFromTheMailConfirmsTheContact() {
    String code = send();
    assertThat(payers.get(payer).contactConfirmed()).isFalse();

    assertThat(codes.confirm(payer, code)).isTrue();
    assertThat(payers.get(payer).contactConfirmed()).isTrue();
  }

  @Test
  void wrongCodeDoesNot() {
    String code = send();

    assertThat(codes.confirm(payer, wrong(code))).isFalse();
    assertThat(codes.confirm(payer, "")).isFalse();
    assertThat(payers.get(payer).contactConfirmed()).isFalse();
  }

  @Test
  void codeHasOneUse() {
    String code = send();

    assertThat(codes.confirm(payer, code)).isTrue();
    assertThat(codes.confirm(payer, code)).isFalse();
  }

  @Test
  void codeHasOneUseThoughManyTryAtOnce() throws Exception {
    String code = send();
    int confirmed = 0;
    try (var callers = Executors.newFixedThreadPool(4)) {
      var calls = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < 4; i++) {
        calls.add(callers.submit(() -> codes.confirm(payer, code)));
      }
      for (Future<Boolean> call : calls) {
        confirmed += call.get() ? 1 : 0;
      }
    }

    assertThat(confirmed).isEqualTo(1);
  }

  @Test
  void codeHasFiveTries() {
    String code = send();
    for (int i = 0; i < 5; i++) {
      assertThat(codes.confirm(payer, wrong(code))).isFalse();
    }

    assertThat(codes.confirm(payer, code)).isFalse();
  }

  @Test
  void fifthTryMayStillBeRight() {
    String code = send();
    for (int i = 0; i < 4; i++) {
      assertThat(codes.confirm(payer, wrong(code))).isFalse();
    }

    assertThat(codes.confirm(payer, code)).isTrue();
  }

  @Test
  void codeIsGoodForTenMinutes() {
    String code = send();
    TestClock.ahead(Duration.ofMinutes(9));

    assertThat(codes.confirm(payer, code)).isTrue();
  }

  @Test
  void codeIsGoodNoLongerAfterTenMinutes() {
    String code = send();
    TestClock.ahead(Duration.ofMinutes(10));

    assertThat(codes.confirm(payer, code)).isFalse();
  }

  @Test
  void newCodeEndsTheOneBefore() {
    String first = send();
    QuarkusTransaction.requiringNew().run(() -> codes.send(payer, BrowserKind.of(null)));
    String second = Inbox.code(inbox.await(payers.email(payer), 2).get(1));

    assertThat(codes.confirm(payer, first)).isFalse();
    assertThat(codes.confirm(payer, second)).isTrue();
  }

  @Test
  void anothersCodeDoesNotConfirm() {
    String code = send();
    UUID other = TestPayers.begun(payers);
    QuarkusTransaction.requiringNew().run(() -> codes.send(other, BrowserKind.of(null)));

    assertThat(codes.confirm(other, code)).isFalse();
    assertThat(codes.confirm(TestPayers.begun(payers), code)).isFalse();
  }

  @Test
  void anothersCodeWrittenIntoTheDatabaseIsRefusedWithAnAlarm() {
    String code = send();
    UUID other = TestPayers.begun(payers);
    tables.write("update contact_code set payer_id = ?1 where payer_id = ?2", other, payer);

    refuses(ErrorCode.ROW_REFUSED, () -> codes.confirm(other, code));
    alarms.await(other.toString());
  }

  @Test
  void usedCodeMadeNewInTheDatabaseIsRefused() {
    String code = send();
    assertThat(codes.confirm(payer, code)).isTrue();
    tables.write("update contact_code set used_at = null where payer_id = ?1", payer);

    refuses(ErrorCode.ROW_REFUSED, () -> codes.confirm(payer, code));
  }

  @Test
  void codeNeverStandsInTheDatabaseInClear() {
    inbox.close();
    QuarkusTransaction.requiringNew().run(() -> codes.send(payer, BrowserKind.of(null)));
    String rows =
        tables.rows("notice").toString() + tables.rows("contact_code") + tables.rows("audit_entry");
    assertThat(rows).contains(payer.toString());
    inbox = Inbox.open();
    tables.write("update notice set due_at = now() where payer_id = ?1", payer);
    String code = Inbox.code(inbox.await(payers.email(payer)));

    for (String form : forms(code)) {
      assertThat(rows.toLowerCase(Locale.ROOT)).doesNotContain(form.toLowerCase(Locale.ROOT));
    }
  }

  private String send() {
    QuarkusTransaction.requiringNew().run(() -> codes.send(payer, BrowserKind.of(null)));
    return Inbox.code(inbox.await(payers.email(payer)));
  }

  private static String wrong(String code) {
    return (code.charAt(0) == '9' ? '0' : '9') + code.substring(1);
  }

  /**
   * In clear, as bytes in hex, in UTF-16, in base 64 at any place within a text, as a hexadecimal
   * number.
   */
  private static List<String> forms(String code) {
    var forms = new ArrayList<>(List.of(code, Integer.toHexString(Integer.parseInt(code, 10))));
    forms.add(HexFormat.of().formatHex(code.getBytes(StandardCharsets.US_ASCII)));
    forms.add(HexFormat.of().formatHex(code.getBytes(StandardCharsets.UTF_16BE)));
    for (int before = 0; before < 3; before++) {
      byte[] text = (" ".repeat(before) + code).getBytes(StandardCharsets.US_ASCII);
      String letters = Base64.getEncoder().withoutPadding().encodeToString(text);
      // Without the letters that depend on what surrounds the code.
      String whole = letters.substring(before == 0 ? 0 : before + 1, letters.length() - 1);
      forms.add(HexFormat.of().formatHex(whole.getBytes(StandardCharsets.US_ASCII)));
    }
    return forms;
  }
}
