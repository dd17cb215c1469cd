package org.cardnym.vault.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogAllowListTest {
  private static final String NUMBER = "4111111111111111";

  private final LogAllowList filter = new LogAllowList();

  @BeforeEach
  void serving() {
    LogAllowList.serving();
  }

  @Test
  void listedFieldsOfTheVaultBecomeFields() {
    var record = filtered(own("row_refused table=%s row=%s", "merchant", "mer_1"));

    assertThat(record.getFormattedMessage()).isEqualTo("row_refused");
    assertThat(record.getMdcCopy()).isEqualTo(Map.of("table", "merchant", "row", "mer_1"));
  }

  @Test
  void fieldsThatAreNotListedAreWithheld() {
    var record =
        filtered(own("something email=%s alias=%s code=%s", "a@b.example", "alice", "alias_taken"));

    assertThat(record.getFormattedMessage()).isEqualTo("something");
    assertThat(record.getMdcCopy())
        .containsEntry("email", LogFields.WITHHELD)
        .containsEntry("alias", LogFields.WITHHELD)
        .containsEntry("code", "alias_taken");
  }

  @Test
  void aListedFieldHoldsNoCardNumberAndNoFreeText() {
    var record = filtered(own("something code=%s reason=%s", NUMBER, "<script>"));

    assertThat(record.getMdcCopy())
        .containsEntry("code", LogFields.WITHHELD)
        .containsEntry("reason", LogFields.WITHHELD);
  }

  @Test
  void aMobileNumberAndACodeThatWasSentToItAreWithheld() {
    var record =
        filtered(
            own(
                "something mobile=%s to=%s smsCode=%s number=%s",
                "+4915123456789", "+4915123456789", "12345678", "+4915123456789"));

    assertThat(record.getMdcCopy().values()).containsOnly(LogFields.WITHHELD);
  }

  @Test
  void aCardNumberInTheTextIsWithheld() {
    assertThat(filtered(own("odd " + NUMBER + " here")).getFormattedMessage())
        .isEqualTo("odd (withheld) here");
    assertThat(filtered(own("odd 4111 1111 1111 1111 here")).getFormattedMessage())
        .isEqualTo("odd (withheld) here");
    assertThat(filtered(own("took 1234567890123 ns")).getFormattedMessage())
        .isEqualTo("took 1234567890123 ns");
  }

  @Test
  void otherCodesTextsComeWithoutWhatWasFilledIn() {
    var record =
        new ExtLogRecord(Level.WARN, "value %s is bad", ExtLogRecord.FormatStyle.PRINTF, "x");
    record.setLoggerName("org.hibernate.engine.jdbc");
    record.setParameters(new Object[] {"alice"});

    assertThat(filtered(record).getFormattedMessage()).isEqualTo("value %s is bad");
  }

  @Test
  void otherCodesReadyMadeTextsAreWithheld() {
    var record =
        new ExtLogRecord(
            Level.WARN, "duplicate key (alias)=(alice)", ExtLogRecord.FormatStyle.NO_FORMAT, "x");
    record.setLoggerName("org.postgresql");

    assertThat(filtered(record).getFormattedMessage()).isEqualTo(LogFields.WITHHELD);
  }

  @Test
  void exceptionsShowTypesAndPlacesOnly() {
    var record = own("request_failed code=%s", "internal");
    record.setThrown(new IllegalStateException(NUMBER, new IllegalArgumentException("alice")));

    String printed = printed(filtered(record).getThrown());

    assertThat(printed)
        .contains(
            "java.lang.IllegalStateException",
            "java.lang.IllegalArgumentException",
            "LogAllowListTest")
        .doesNotContain(NUMBER, "alice");
  }

  @Test
  void aChainThatBitesItsTailEnds() {
    var first = new IllegalStateException("a");
    var second = new IllegalStateException("b", first);
    first.initCause(second);
    var record = own("request_failed");
    record.setThrown(first);

    assertThat(printed(filtered(record).getThrown())).contains("IllegalStateException");
  }

  @Test
  void aSecondHandlerSeesTheSameLine() {
    var record = filtered(own("row_refused table=%s", "merchant"));
    var again = filtered(record);

    assertThat(again.getFormattedMessage()).isEqualTo("row_refused");
    assertThat(again.getMdcCopy()).isEqualTo(Map.of("table", "merchant"));
  }

  @Test
  void contextFieldsPassTheSameList() {
    var record = own("something");
    record.setMdc(Map.of("request", "abc", "alias", "alice"));

    assertThat(filtered(record).getMdcCopy())
        .isEqualTo(Map.of("request", "abc", "alias", LogFields.WITHHELD));
  }

  private ExtLogRecord filtered(ExtLogRecord record) {
    assertThat(filter.isLoggable(record)).isTrue();
    return record;
  }

  private static ExtLogRecord own(String format, Object... values) {
    var record = new ExtLogRecord(Level.INFO, format, ExtLogRecord.FormatStyle.PRINTF, "x");
    record.setLoggerName("org.cardnym.vault.keys.RowAlarm");
    record.setParameters(values);
    record.setMdc(Map.of());
    return record;
  }

  private static String printed(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
