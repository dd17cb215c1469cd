package org.cardnym.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * After every kind of traffic, neither the database nor the log holds a card number, a code or a
 * holder's name.
 */
class SecrecyTest {

  private static final List<String> NUMBERS =
      List.of("4111111111111111", "5555555555554444", "4242424242424242");

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;
  private final List<String> log = new ArrayList<>();
  private final Logger root = Logger.getLogger("");
  private final Handler handler = new Collector(log);

  SecrecyTest() throws Exception {
    vault = new TestVault(BANK);
  }

  @BeforeEach
  void listen() {
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
    root.setLevel(Level.INFO);
    Logger.getLogger("org.cardnym").setLevel(Level.ALL);
  }

  @AfterEach
  void stopListening() {
    root.removeHandler(handler);
    root.setLevel(Level.WARNING);
  }

  @Test
  void databaseAndLogHoldNoCardData() throws Exception {
    traffic();
    String everything = String.join("\n", dump()) + "\n" + String.join("\n", log);
    assertThat(everything).contains("411111******1111").contains("decided: kind=authorization");
    NUMBERS.forEach(number -> assertThat(everything).doesNotContain(number));
    assertThat(everything)
        .doesNotContain("9876")
        .doesNotContain("246810")
        .doesNotContain("Lovelace");
  }

  private void traffic() throws Exception {
    for (String number : NUMBERS) {
      Map<String, Object> payload = Payloads.authorization(number);
      vault.ask(payload);
      vault.ask(Payloads.refund(payload, 1));
      vault.ask(Payloads.reversal(payload));
      vault.ask(Payloads.verification(number, "9876"));
    }
    Map<String, Object> verification = Payloads.verification("5555555555554444", "123");
    String reference = vault.ask(verification).path("reference").asText();
    vault.ask(Payloads.verificationCode(verification, reference, "246810"));
    Map<String, Object> spoilt = Payloads.authorization("4111111111111111");
    Payloads.members(spoilt, "card").put("expiry", "never");
    vault.send(Payloads.fresh(spoilt, BANK.clock.instant()));
  }

  private static List<String> dump() {
    List<String> rows = new ArrayList<>();
    for (String table : BANK.texts("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
      rows.addAll(BANK.texts("SELECT t::text FROM " + table + " t"));
    }
    return rows;
  }

  private static final class Collector extends Handler {
    private final List<String> lines;

    Collector(List<String> lines) {
      this.lines = lines;
      setFormatter(new SimpleFormatter());
    }

    @Override
    public synchronized void publish(LogRecord line) {
      lines.add(getFormatter().format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
