package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cardnym.admin.terminal.Ink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What single commands show besides the vault's answer. */
class ViewsTest {
  private final FakeServer vault = new FakeServer();
  @TempDir Path home;
  private Cli cli;

  @BeforeEach
  void atTheVault() {
    cli = Cli.machineAt(vault, home);
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void statusExplainsItsWarnings() {
    vault.answers(
        "GET /admin/v1/status",
        200,
        "{'state':'sealed','sandbox':true,'warnings':['custody_single','new_one']}");

    Cli.Result people = cli.run("status");
    Cli.Result scripts = cli.run("status", "--output", "json");

    assertThat(people.err())
        .contains("warning: SANDBOX", "warning: sealed", "custody_single: one person", "new_one");
    assertThat(scripts.err()).isEmpty();
  }

  @Test
  void statusShowsTheLastPurgesAndSaysWhatIsOverdue() {
    vault.answers(
        "GET /admin/v1/status",
        200,
        "{'state':'open','retention':[{'kind':'expired_cards','keep':'30d','purgedAt':'2026-11-22T10:00:00Z',"
            + "'purged':7,'left':0,'state':'overdue'}],'warnings':['purge_overdue']}");

    Cli.Result result = cli.run("status");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains(
            "kind           keep  purgedAt              purged  left  state",
            "expired_cards  30d   2026-11-22T10:00:00Z       7     0  overdue");
    assertThat(result.err()).contains("warning: purge_overdue: something is kept for longer");
  }

  @Test
  void theTrailEndsWithItsNewestEntry() {
    vault.answers(
        "GET /admin/v1/audit", 200, "{'items':[{'sequence':3},{'sequence':2}],'next':'older'}");

    Cli.Result result = cli.run("audit", "tail", "--output", "json");

    assertThat(result.out())
        .isEqualToIgnoringWhitespace(
            "{\"items\":[{\"sequence\":2},{\"sequence\":3}],\"next\":\"older\"}");
  }

  @Test
  void anEntryThatTheVaultDidNotWriteIsMarked() {
    vault.answers(
        "GET /admin/v1/audit",
        200,
        "{'items':[{'sequence':'evt_b','genuine':false,'refused':true,'actor':null,'facts':{}},"
            + "{'sequence':'evt_a','genuine':true,'refused':false,'actor':'vault','facts':{}}],'next':null}");

    Cli.Result result = cli.run("audit", "tail");

    assertThat(result.out())
        .isEqualToNormalizingNewlines(
            """
            ENTRY  GENUINE  REFUSED  AT  ACTOR  ACTION  SUBJECT  OUTCOME  FACTS
            evt_a  true     false    -   vault  -       -        -        -
            evt_b  false    true     -   -      -       -        -        -
            """);
    assertThat(result.err()).contains("Not written so by the vault: 1");
  }

  @Test
  void aTableSaysWhereItGoesOn() {
    vault.answers("GET /admin/v1/payments", 200, "{'items':[{'id':'pay_1'}],'next':'c2'}");

    assertThat(cli.run("payments", "list").err()).contains("add --cursor c2");
  }

  @Test
  void anEmptyListSaysSo() {
    vault.answers("GET /admin/v1/payments", 200, "{'items':[],'next':null}");

    Cli.Result result = cli.run("payments", "list");

    assertThat(result.out()).startsWith("PAYMENT");
    assertThat(result.err()).contains("No payments yet; merchants make them.");
  }

  @Test
  void wideNamesKeepTheColumnsInLine() {
    vault.answers(
        "GET /admin/v1/banks",
        200,
        "{'items':[{'id':'a','state':'s','institutionId':'銀行','name':'N1'},"
            + "{'id':'b','state':'s','institutionId':'cafe\\u0301','name':'N2'}]}");

    assertThat(cli.run("banks", "list").out())
        .isEqualToNormalizingNewlines(
            """
            BANK  STATE  LINK  LINK SINCE  WHY  INSTITUTION  NAME  REASON
            a     s      -     -           -    銀行         N1    -
            b     s      -     -           -    cafe\u0301         N2    -
            """);
  }

  @Test
  void coloursAreOnlyForTerminals() {
    vault.answers("GET /admin/v1/keys", 200, "{'items':[]}");

    Cli.Result plain = cli.run("keys", "list");
    cli.ink = Ink.COLOUR;
    Cli.Result coloured = cli.run("keys", "list");

    assertThat(plain.out()).doesNotContain("\u001b");
    assertThat(coloured.out()).startsWith("\u001b[1mPURPOSE");
  }

  @Test
  void partsOfTheLinkAreReadyToBeSaved() {
    vault.answers(
        "GET /admin/v1/link",
        200,
        "{'signingKeys':{'keys':[{'kid':'s1'}]},'certificateRequest':'-----BEGIN"
            + " X-----\\nAA\\n','certificate':null}");

    assertThat(cli.run("link", "show", "--only", "certificate-request").out())
        .isEqualToNormalizingNewlines("-----BEGIN X-----\nAA\n");
    assertThat(cli.run("link", "show", "--only", "signing-keys").out())
        .isEqualToIgnoringWhitespace("{\"keys\":[{\"kid\":\"s1\"}]}");
    assertThat(cli.run("link", "show", "--only", "certificate").exit()).isEqualTo(2);
  }

  @Test
  void aPrivateKeyIsNeverSentAsACertificate() throws IOException {
    Path both =
        Files.writeString(
            home.resolve("both.pem"),
            FakeServer.CERTIFICATES.pem() + "-----BEGIN " + "PRIVATE KEY-----\nAA\n");

    Cli.Result result = cli.run("link", "certify", "--certificate-file", both.toString());

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("code: private_key_in_input");
    assertThat(vault.asked()).isEmpty();
  }

  @Test
  void textOfSeveralLinesStandsBeneath() {
    vault.answers(
        "GET /admin/v1/merchants/mer_1", 200, "{'note':'-----BEGIN\\nA\\u001b\\n','id':'mer_1'}");

    assertThat(cli.run("merchants", "show", "mer_1").out())
        .isEqualToNormalizingNewlines("id  mer_1\n\nnote\n  -----BEGIN\n  A\\u{1B}\n");
  }

  @Test
  void ofABanksCertificatesPeopleSeeWhenTheFirstEnds() {
    String pem = FakeServer.CERTIFICATES.pem().replace("\n", "\\n");
    vault.answers(
        "POST /admin/v1/banks/bnk_1/suspend",
        200,
        "{'id':'bnk_1','trustPem':'" + pem + "','state':'suspended'}");

    Cli.Result people = cli.run("banks", "suspend", "bnk_1", "--reason", "x");
    Cli.Result scripts = cli.run("banks", "suspend", "bnk_1", "--reason", "x", "--output", "json");

    assertThat(people.out()).contains("trust  ", "1 certificate, which ends 20").hasLineCount(3);
    assertThat(scripts.out()).contains("BEGIN CERTIFICATE");
  }

  @Test
  void timesArePlainToTheSecondForPeopleOnly() {
    vault.answers(
        "GET /admin/v1/merchants/mer_1", 200, "{'createdAt':'2026-11-22T10:00:00.123456Z'}");

    assertThat(cli.run("merchants", "show", "mer_1").out())
        .isEqualToNormalizingNewlines("createdAt  2026-11-22T10:00:00Z\n");
    assertThat(cli.run("merchants", "show", "mer_1", "--output", "json").out())
        .contains("10:00:00.123456Z");
  }

  @Test
  void whatTwoPeopleSignIsShownWhole() {
    String much = "keys rotate kek, ".repeat(10) + "and every copy of it is gone";
    vault.answers(
        "GET /admin/v1/approvals/apr_1",
        200,
        "{'approval':'apr_1','change':[{'label':'certain','value':'"
            + much
            + "'},{'label':'proofs','value':''}]}");

    assertThat(cli.run("approvals", "show", "apr_1").out())
        .contains("\nchange\ncertain  " + much + "\nproofs   -\n");
    cli.columns = 80;
    assertThat(cli.run("approvals", "show", "apr_1").out().lines())
        .allMatch(line -> line.length() <= 80)
        .anyMatch(line -> line.endsWith("is gone"));
  }

  @Test
  void amountsOfTheRulesSayTheirCurrencyToPeople() {
    vault.answers(
        "GET /admin/v1/policy",
        200,
        "{'items':[{'rule':'limited_card','currency':'JPY','perPayment':10000,'perDay':20000}],'next':null}");

    assertThat(cli.run("policy", "show").out()).contains("10000 JPY", "20000 JPY");
    assertThat(cli.run("policy", "show", "--output", "json").out())
        .contains("\"perPayment\" : 10000");
  }

  @Test
  void aPaymentShowsItsTimeline() {
    vault.answers(
        "GET /admin/v1/payments/pay_1",
        200,
        "{'id':'pay_1','amounts':{'authorized':{'value':1999,'currency':'EUR'}},"
            + "'exchanges':[{'kind':'authorization','outcome':'unknown'},{'kind':'reversal','outcome':'done'}]}");

    assertThat(cli.run("payments", "show", "pay_1").out())
        .isEqualToNormalizingNewlines(
            """
            id                  pay_1
            amounts.authorized  19.99 EUR

            exchanges
            kind           outcome
            authorization  unknown
            reversal       done
            """);
  }

  @Test
  void aPaymentShowsItsRefunds() {
    vault.answers(
        "GET /admin/v1/payments/pay_1",
        200,
        "{'payment':{'id':'pay_1','refunded':{'value':500,'currency':'EUR'}},'refunds':[{'id':'ref_2','state':'processing',"
            + "'amount':{'value':1,'currency':'EUR'},'reason':'One \\u001bmug'},{'id':'ref_1','state':'succeeded',"
            + "'amount':{'value':500,'currency':'EUR'}}]}");

    assertThat(cli.run("payments", "show", "pay_1").out())
        .isEqualToNormalizingNewlines(
            """
            payment.id        pay_1
            payment.refunded  5.00 EUR

            refunds
            id     state         amount  reason
            ref_2  processing  0.01 EUR  One \\u{1B}mug
            ref_1  succeeded   5.00 EUR  -
            """);
  }
}
