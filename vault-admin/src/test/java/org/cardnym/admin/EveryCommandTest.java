package org.cardnym.admin;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every command that asks the vault: sent as documented, shown, refused,
 * unreachable.
 */
class EveryCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeServer vault = new FakeServer();
  @TempDir Path home;
  private Cli cli;

  @BeforeEach
  void atTheVault() throws IOException {
    cli = Cli.machineAt(vault, home);
    Files.writeString(home.resolve("customers.jose"), "a.b.c.d.e\n");
    Files.writeString(home.resolve("routes.csv"), "bank,first,last\nnorth,411111,411119\n");
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  /**
   * @param line arguments, separated by blanks
   * @param question the request it makes
   * @param sent the body it sends, or empty
   * @param reply what the vault says, single-quoted JSON
   * @param shown something the table shows
   */
  record Case(String line, String question, String sent, int status, String reply, String shown) {
    String[] args() {
      return line.split(" ", -1);
    }

    @Override
    public String toString() {
      return line;
    }
  }

  static Stream<Case> cases() {
    String ca = "'-----BEGIN CERTIFICATE-----";
    return Stream.of(
        read(
            "status",
            "status",
            "{'state':'open','sandbox':true,'version':'1','replicas':[{'id':'r1'}],'keys':[],'warnings':[]}",
            "open"),
        read(
            "whoami",
            "whoami",
            "{'subject':'ops','client':'ops','roles':['operator','auditor'],'amr':[]}",
            "operator, auditor"),
        read(
            "merchants list --limit 2 --cursor a+b",
            "merchants?limit=2&cursor=a%2Bb",
            page("{'id':'mer_1','state':'active','displayName':'Mug'}"),
            "Mug"),
        read(
            "merchants show mer_1",
            "merchants/mer_1",
            "{'id':'mer_1','origins':['https://a.example','https://b.example']}",
            "https://a.example, https://b.example"),
        act(
            "merchants suspend mer_1 --reason fraud",
            "merchants/mer_1/suspend",
            "{'reason':'fraud'}",
            "{'id':'mer_1','state':'suspended'}",
            "suspended"),
        act(
            "merchants resume mer_1 --reason cleared",
            "merchants/mer_1/resume",
            "{'reason':'cleared'}",
            "{'id':'mer_1','state':'active'}",
            "active"),
        act(
            "merchants add --display-name Mug --legal-name MugLtd --category-code 5719 --country DE --client-id mug"
                + " --origin https://a.example --origin https://b.example --return-url https://a.example/paid",
            "merchants",
            "{'displayName':'Mug','legalName':'MugLtd','categoryCode':'5719','country':'DE','clientId':'mug',"
                + "'origins':['https://a.example','https://b.example'],'returnUrl':'https://a.example/paid'}",
            "{'id':'mer_1','state':'active'}",
            "mer_1"),
        act(
            "merchants add --display-name Mug --legal-name MugLtd --category-code 5719 --country DE --client-id mug"
                + " --origin https://a.example --return-url https://a.example/paid --webhook https://a.example/hook"
                + " --webhook-signatures both",
            "merchants",
            "{'displayName':'Mug','legalName':'MugLtd','categoryCode':'5719','country':'DE','clientId':'mug',"
                + "'origins':['https://a.example'],'returnUrl':'https://a.example/paid',"
                + "'webhook':{'url':'https://a.example/hook','signatures':'both'}}",
            "{'id':'mer_1','webhook':{'url':'https://a.example/hook','secret':'whsec_once'}}",
            "whsec_once"),
        act(
            "merchants add --display-name Mug --legal-name MugLtd --category-code 5719 --country DE --client-id mug"
                + " --origin https://a.example --return-url https://a.example/paid --elsewhere passkey",
            "merchants",
            "{'displayName':'Mug','legalName':'MugLtd','categoryCode':'5719','country':'DE','clientId':'mug',"
                + "'origins':['https://a.example'],'returnUrl':'https://a.example/paid','elsewhere':'passkey'}",
            "{'id':'mer_1','elsewhere':'passkey'}",
            "passkey"),
        new Case(
            "merchants set-elsewhere mer_1 passkey --reason links",
            "PUT /admin/v1/merchants/mer_1/elsewhere",
            "{'reason':'links','elsewhere':'passkey'}",
            200,
            "{'id':'mer_1','elsewhere':'passkey'}",
            "passkey"),
        new Case(
            "merchants set-webhook mer_1 https://a.example/hook",
            "PUT /admin/v1/merchants/mer_1/webhook",
            "{'url':'https://a.example/hook'}",
            200,
            "{'url':'https://a.example/hook','state':'active','keys':[{'kind':'ed25519','publicKey':'whpk_AA'}]}",
            "whpk_AA"),
        new Case(
            "merchants clear-webhook mer_1",
            "DELETE /admin/v1/merchants/mer_1/webhook",
            "",
            204,
            "",
            "none"),
        act(
            "merchants rotate-webhook-key mer_1",
            "merchants/mer_1/webhook/rotate",
            "{}",
            "{'url':'https://a.example/hook','keys':[{'kind':'ed25519','publicKey':'whpk_BB'}]}",
            "whpk_BB"),
        read(
            "webhooks list --state dead --merchant mer_1 --limit 2",
            "webhooks?limit=2&merchant=mer_1&state=dead",
            page(
                "{'event':'evt_1','merchant':'mer_1','state':'dead','tries':10,'result':'status_500'}"),
            "status_500"),
        act(
            "webhooks replay evt_1",
            "webhooks/replay",
            "{'event':'evt_1'}",
            "{'queued':1,'more':false}",
            "1"),
        act(
            "webhooks replay --merchant mer_1 --since 2026-11-22T10:00:00Z",
            "webhooks/replay",
            "{'merchant':'mer_1','since':'2026-11-22T10:00:00Z','deliveredToo':false}",
            "{'queued':3,'more':true,'reachedAt':'2026-11-23T10:00:00Z'}",
            "3"),
        read(
            "banks list",
            "banks",
            page(
                "{'id':'bnk_1','state':'draining','since':'2026-11-22T09:30:00Z','reason':'contract ends','institutionId':"
                    + "'sandbox-bank','link':{'state':'down','since':'2026-11-23T10:00:00Z','reason':'deadline','down':1,'replicas':2}}"),
            "bnk_1  draining  down  2026-11-23T10:00:00Z  deadline  sandbox-bank  -     contract ends"),
        read(
            "banks unanswered --minutes 5",
            "unanswered?minutes=5",
            page(
                "{'message':'msg_1','kind':'holder-notice','bank':'bnk_1','about':'pyr_1','transmissions':7,'since':'2026-11-22T10:00:00Z'}"),
            "msg_1    holder-notice  bnk_1  pyr_1     7  2026-11-22T10:00:00Z"),
        read(
            "banks show bnk_1",
            "banks/bnk_1",
            "{'id':'bnk_1','endpoint':'https://bank.example'}",
            "https://bank.example"),
        new Case(
            "banks set-trust bnk_1 --trust-file HOME/ca.pem",
            "PUT /admin/v1/banks/bnk_1/trust",
            "{'pem':" + ca,
            200,
            "{'id':'bnk_1','state':'active'}",
            "bnk_1"),
        act(
            "banks drain bnk_1 --reason leaves",
            "banks/bnk_1/drain",
            "{'reason':'leaves'}",
            "{'id':'bnk_1','state':'draining','link':{'state':'untried','since':null}}",
            "link.state  untried"),
        act(
            "banks suspend bnk_1 --reason leak",
            "banks/bnk_1/suspend",
            "{'reason':'leak'}",
            "{'id':'bnk_1','state':'suspended'}",
            "suspended"),
        act(
            "banks resume bnk_1 --reason fixed",
            "banks/bnk_1/resume",
            "{'reason':'fixed'}",
            "{'id':'bnk_1','state':'active'}",
            "active"),
        act(
            "banks test bnk_1",
            "banks/bnk_1/test",
            "{}",
            "{'bank':'bnk_1','held':true,'checks':[{'check':'echo','state':'held','facts':{'millis':'7','signedBy':'k2'}}]}",
            "answered in 7 ms"),
        act(
            "banks test bnk_2 --card",
            "banks/bnk_2/test",
            "{'card':true}",
            "{'bank':'bnk_2','held':true,'checks':[{'check':'card','state':'held','facts':{'decision':'declined'}}]}",
            "its check declined"),
        act(
            "banks reconcile bnk_1 --from 2026-11-21",
            "banks/bnk_1/reconciliations",
            "{'from':'2026-11-21'}",
            "{'id':'rec_1','state':'finished','records':12,'differing':0}",
            "rec_1"),
        read(
            "banks differences list bnk_1 --all --limit 2",
            "banks/bnk_1/differences?limit=2&state=all",
            page(
                "{'id':'dif_1','code':'amount_differs','state':'open','bank':{'outcome':'approved','amount':{'value':2999,'currency':'EUR'}}}"),
            "29.99 EUR"),
        act(
            "banks differences settle bnk_1 dif_1 --reason ticket",
            "banks/bnk_1/differences/settle",
            "{'reason':'ticket','difference':'dif_1'}",
            "{'settled':1}",
            "settled"),
        act(
            "banks differences settle bnk_1 --all --reason ticket",
            "banks/bnk_1/differences/settle",
            "{'reason':'ticket','all':true}",
            "{'settled':7}",
            "7"),
        act(
            "banks add --institution-id sandbox-bank --name Bank --endpoint https://bank.example --trust-file HOME/ca.pem",
            "banks",
            "{'institutionId':'sandbox-bank','name':'Bank','endpoint':'https://bank.example','trustPem':"
                + ca,
            "{'id':'bnk_1','state':'active'}",
            "bnk_1"),
        read(
            "banks keys list bnk_1",
            "banks/bnk_1/keys",
            page("{'kid':'k1','use':'enc','state':'active'}"),
            "enc"),
        read(
            "banks routes list bnk_1",
            "banks/bnk_1/routes",
            page(
                "{'id':'rte_1','first':'411111','last':'411119','from':null,'until':'2027-01-01T00:00:00Z','state':'effective'}"),
            "2027-01-01T00:00:00Z  effective"),
        act(
            "banks routes add bnk_1 --first 411111",
            "banks/bnk_1/routes",
            "{'first':'411111','last':'411111'}",
            "{'id':'rte_1','first':'411111','last':'411111'}",
            "rte_1"),
        act(
            "banks routes add bnk_1 --first 411111 --from 2027-01-01 --until 2028-01-01T06:00:00Z",
            "banks/bnk_1/routes",
            "{'first':'411111','last':'411111','from':'2027-01-01','until':'2028-01-01T06:00:00Z'}",
            "{'id':'rte_1','from':'2027-01-01T00:00:00Z','state':'to_come'}",
            "to_come"),
        act(
            "banks routes import HOME/routes.csv",
            "routes/import",
            "bank,first,last\nnorth,411111,411119\n",
            "{'dryRun':false,'changed':true,'counts':{'lines':1,'added':1},'lines':[{'line':2,'outcome':'added',"
                + "'route':{'route':'rte_1','bank':'north','first':'411111','last':'411119'}}],'removed':[]}",
            "added    north  411111  411119"),
        new Case(
            "banks routes remove bnk_1 rte_1",
            "DELETE /admin/v1/banks/bnk_1/routes/rte_1",
            "",
            204,
            "",
            "removed"),
        new Case(
            "banks move bnk_1 --to bnk_2 --first 411110 --last 411119 --from 2027-01-01 --dry-run --reason sale",
            "POST /admin/v1/banks/bnk_1/moves?dryRun=true",
            "{'reason':'sale','to':'bnk_2','first':'411110','last':'411119','from':'2027-01-01'}",
            200,
            "{'dryRun':true,'bank':'bnk_1','to':'bnk_2','cards':1200,'waiting':3,'sample':{'moved':190,'outside':10}}",
            "1200"),
        act(
            "banks move bnk_1 --to bnk_2 --reason merger",
            "banks/bnk_1/moves",
            "{'reason':'merger','to':'bnk_2'}",
            "{'approval':'apr_1','kind':'bank.move','change':[{'label':'cards','value':'1200'}]}",
            "apr_1"),
        read(
            "banks moves list --limit 2",
            "moves?limit=2",
            page(
                "{'id':'mov_1','bank':'bnk_1','to':'bnk_2','state':'running','moved':900,'left':300}"),
            "running"),
        read(
            "banks moves show mov_1",
            "moves/mov_1",
            "{'id':'mov_1','state':'running','moved':900,'left':300,'perSecond':100,'secondsLeft':3}",
            "secondsLeft"),
        act(
            "banks moves stop mov_1 --reason wrong",
            "moves/mov_1/stop",
            "{'reason':'wrong'}",
            "{'id':'mov_1','state':'stopped','moved':900,'left':300}",
            "stopped"),
        read(
            "link show",
            "link",
            "{'issuer':'https://vault.example','signingKeys':{'keys':[{'kid':'s1'}]},'certificateRequest':'-----BEGIN','certificate':null}",
            "none yet"),
        new Case(
            "link certify --certificate-file HOME/ca.pem",
            "PUT /admin/v1/link/certificate",
            "{'pem':" + ca,
            204,
            "",
            "in use"),
        read(
            "policy show",
            "policy",
            "{'items':[{'rule':'limited_card','currency':'EUR','perPayment':10000,'perDay':20000,'beyond':'signed'}]}",
            "limited_card  EUR        100.00 EUR  200.00 EUR  signed"),
        new Case(
            "policy set limited_card EUR --per-payment 1 --per-day 2",
            "PUT /admin/v1/policy/limited_card/EUR",
            "{'perPayment':1,'perDay':2,'beyond':'refuse'}",
            204,
            "",
            "limited_card"),
        read(
            "policy show",
            "policy",
            "{'items':[{'rule':'one_factor','currency':'EUR','perPayment':3000,'count':5,'sum':10000}]}",
            "one_factor  EUR         30.00 EUR        -  -           5  100.00 EUR"),
        new Case(
            "policy set one_factor EUR --per-payment 3000 --count 5 --sum 10000",
            "PUT /admin/v1/policy/one_factor/EUR",
            "{'perPayment':3000,'count':5,'sum':10000}",
            200,
            "{'rule':'one_factor','currency':'EUR','perPayment':3000,'count':5,'sum':10000}",
            "100.00 EUR"),
        new Case(
            "policy unset new_shop EUR",
            "DELETE /admin/v1/policy/new_shop/EUR",
            "",
            204,
            "",
            "unset"),
        read(
            "retention show",
            "retention",
            "{'items':[{'kind':'expired_cards','keep':'30d','least':'1d','most':'90d','purgedAt':'2026-11-22T10:00:00Z','purged':7,'left':0,'overdue':false}]}",
            "expired_cards   30d     1d   90d  2026-11-22T10:00:00Z       7     0  false    -      -       -"),
        new Case(
            "retention set expired_cards --keep 7d --reason march",
            "PUT /admin/v1/retention/expired_cards",
            "{'reason':'march','keep':'7d'}",
            200,
            "{'kind':'expired_cards','keep':'7d'}",
            "7d"),
        read(
            "keys list",
            "keys",
            "{'items':[{'purpose':'kek','version':1,'state':'primary','createdAt':'2026-11-22T10:00:00Z','ageDays':3,'dueAt':'2027-11-22T10:00:00Z',"
                + "'wraps':7,'rows':6,'replicas':2,'provenAt':null}]}",
            "kek            1  primary         3  2027-11-22T10:00:00Z      7     6         2  -"),
        act(
            "keys rotate kek --from 1",
            "keys/kek/rotate",
            "{'from':1}",
            "{'purpose':'kek','version':2,'closed':1,'epoch':2}",
            "epoch    2"),
        act(
            "keys rewrap",
            "rewrap",
            "{}",
            "{'state':'ended','version':2,'total':12,'done':12,'remaining':0,'parts':[{'table':'card','done':12}]}",
            "ended"),
        act(
            "keys verify kek",
            "keys/kek/verify",
            "{}",
            "{'proven':true,'versions':[{'version':1,'missing':[],'provenAt':'2026-11-22T10:00:00Z','provenBy':'ops'}]}",
            "no row needs it; proven 2026-11-22T10:00:00Z by ops"),
        act(
            "keys retire kek 1 --reason yearly",
            "keys/kek/versions/1/retire",
            "{'reason':'yearly'}",
            "{'state':'retired'}",
            "retired"),
        act(
            "keys destroy kek 1 --reason yearly",
            "keys/kek/versions/1/destroy",
            "{'reason':'yearly'}",
            "{'state':'destroyed'}",
            "destroyed"),
        read(
            "payers show pyr_1",
            "payers/pyr_1",
            "{'id':'pyr_1','state':'active','proofs':['password','otp'],'cards':{'active':1}}",
            "password, otp"),
        act(
            "payers show --alias kestrel",
            "payers/lookup",
            "{'alias':'kestrel'}",
            "{'id':'pyr_1','state':'locked','lock':{'by':'person:olga','reason':'theft'}}",
            "person:olga"),
        act(
            "payers lock pyr_1 --reason theft",
            "payers/pyr_1/lock",
            "{'reason':'theft'}",
            "{'id':'pyr_1','state':'locked','changed':true,'doorsOpened':[]}",
            "locked"),
        act(
            "payers unlock pyr_1 --reason back",
            "payers/pyr_1/unlock",
            "{'reason':'back','doors':false}",
            "{'id':'pyr_1','state':'active','changed':true,'doorsOpened':[]}",
            "active"),
        act(
            "payers unlock pyr_1 --doors --reason back",
            "payers/pyr_1/unlock",
            "{'reason':'back','doors':true}",
            "{'id':'pyr_1','state':'active','changed':true,'doorsOpened':['otp/strangers']}",
            "otp/strangers"),
        act(
            "payers erase pyr_1 --reason demanded",
            "payers/pyr_1/erase",
            "{'reason':'demanded'}",
            "{'approval':'apr_1','state':'waiting','change':[{'label':'cards','value':'2'}]}",
            "apr_1"),
        read(
            "operator unseal --progress",
            "unsealing",
            "{'replica':'r1','state':'sealed','custody':'shares','shares':5,'threshold':3,'given':2,'attempt':'t'}",
            "given"),
        new Case(
            "operator unseal --cancel",
            "DELETE /admin/v1/unsealing",
            "",
            200,
            "{'replica':'r1','state':'sealed','custody':'shares','shares':5,'threshold':3,'given':0,'attempt':'t'}",
            "sealed"),
        act(
            "operator seal --reason drill",
            "seal",
            "{'reason':'drill'}",
            "{'replica':'r1','state':'sealed','custody':'passphrase'}",
            "passphrase"),
        read(
            "operator unseal --next --progress",
            "root-key/next",
            "{'replica':'r1','state':'sealed','custody':'shares','shares':5,'threshold':3,'given':1,'attempt':'t'}",
            "given"),
        read(
            "operator recover",
            "recovery",
            "{'state':'recovery','recovery':{'id':'rst_1','cause':'heads'},'left':[{'code':'messages_open','bank':null,'detail':'2','next':'Wait.'}]}",
            "recovery.cause"),
        act(
            "operator recover --begin --from 2026-11-22T10:00:00Z --reason failover",
            "recovery/begin",
            "{'reason':'failover','from':'2026-11-22T10:00:00Z'}",
            "{'state':'recovery','recovery':{'id':'rst_1','cause':'operator'},'left':[]}",
            "operator"),
        act(
            "operator recover --finish --without-journal --reason checked",
            "recovery/finish",
            "{'reason':'checked','withoutJournal':true}",
            "{'approval':'apr_1','state':'waiting','change':[]}",
            "apr_1"),
        read(
            "operator rekey",
            "root-key",
            "{'current':{'id':'AA','custody':'passphrase'},'next':{'id':'BB','custody':'shares'},'replicas':[]}",
            "next.id"),
        new Case(
            "payers import HOME/customers.jose --bank bnk_1 --reason move",
            "POST /admin/v1/payers/imports",
            "{'bank':'bnk_1','first':'a.b.c.d.e','lines':1,'blocks':['272b3c388e100ef72ef30f9869b7f76419095f8968f738e7502ad913ae1ee5c1'],'reason':'move'}",
            200,
            "{'import':'imp_1','state':'ended','lines':1,'linesPerBlock':50,'next':null,'imported':1,'refused':0}",
            "imp_1"),
        act(
            "payers import-key",
            "payers/imports/key",
            "{}",
            "{'kty':'EC','use':'enc','kid':'k1'}",
            "'kid' : 'k1'".replace('\'', '"')),
        read(
            "payments list",
            "payments",
            page(
                "{'id':'pay_1','state':'approved','amount':{'value':1999,'currency':'EUR'},'orderReference':'A-1'}"),
            "19.99 EUR"),
        read(
            "payments show pay_1",
            "payments/pay_1",
            "{'id':'pay_1','amount':{'value':500,'currency':'JPY'},'exchanges':[{'kind':'authorization','outcome':'approved'}],'audit':[]}",
            "500 JPY"),
        act(
            "payments resolve pay_1 --as not-refunded --refund ref_1 --reason letter",
            "payments/pay_1/resolve",
            "{'reason':'letter','as':'not_refunded','refund':'ref_1'}",
            "{'approval':'apr_1'}",
            "apr_1"),
        read(
            "approvals list --state waiting --limit 2",
            "approvals?state=waiting&limit=2",
            page(
                "{'approval':'apr_1','kind':'payment.resolve','subject':'pay_1','state':'waiting','missing':2,'requestedBy':'client:ops','expiresAt':'2026-11-23T10:00:00Z'}"),
            "payment.resolve"),
        read(
            "approvals show apr_1",
            "approvals/apr_1",
            "{'approval':'apr_1','change':[{'label':'as','value':'reversed'}]}",
            "reversed"),
        act(
            "approvals reject apr_1 --reason wrong",
            "approvals/apr_1/reject",
            "{'reason':'wrong'}",
            "{'approval':'apr_1','state':'rejected'}",
            "rejected"),
        read(
            "approvers list",
            "approvers",
            page("{'approver':'apv_1','name':'person:7f3c','issuer':'https://id.example'}"),
            "person:7f3c"),
        act(
            "approvers remove apv_1 --reason left",
            "approvers/apv_1/remove",
            "{'reason':'left'}",
            "{'approval':'apr_2'}",
            "apr_2"),
        read(
            "audit tail --limit 2",
            "audit?limit=2",
            page(
                "{'sequence':4,'at':'2026-11-22T10:00:00Z','actor':'ops','action':'bank.add','subject':'bnk_1','outcome':'done','facts':{'a':1}}"),
            "bank.add"));
  }

  /** These ask more than once; their own tests say what, this is the first. */
  static Stream<Case> all() {
    return Stream.concat(
        cases(),
        Stream.of(
            read("audit export", "audit/head", "{}", ""),
            read("audit verify", "audit/head", "{}", "")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void asksTheVaultAsDocumentedAndShowsTheAnswer(Case c) {
    vault.answers(c.question(), c.status(), c.reply());

    Cli.Result result = cli.run(args(c));

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).contains(c.shown());
    FakeServer.Asked asked = vault.askedOfVault().getLast();
    assertThat(asked.question()).isEqualTo(c.question());
    assertThat(asked.caller()).isEqualTo("Bearer machine-token");
    assertThat(asked.body()).startsWith(c.sent().replace('\'', '"'));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesTheVaultsAnswerAsJson(Case c) throws JsonProcessingException {
    vault.answers(c.question(), c.status(), c.reply());

    Cli.Result result = cli.run(args(c, "--output", "json"));

    assertThat(result.exit()).as(result.err()).isZero();
    JsonNode shown = JSON.readTree(result.out());
    assertThat(shown.isObject()).isTrue();
    if (c.status() != 204) {
      JsonNode given = JSON.readTree(c.reply().replace('\'', '"'));
      given
          .fieldNames()
          .forEachRemaining(n -> assertThat(shown.get(n)).as(n).isEqualTo(given.get(n)));
    }
  }

  static Stream<Case> lists() {
    return cases()
        .filter(c -> c.reply().startsWith("{'items':[") && c.question().startsWith("GET"));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void aListWithNothingInItSaysSoInItsOwnWords(Case c) {
    vault.answers(c.question(), 200, "{'items':[],'next':null}");

    Cli.Result result = cli.run(args(c));

    assertThat(result.exit()).isZero();
    assertThat(result.out().lines())
        .hasSize(1)
        .allMatch(line -> line.equals(line.toUpperCase(ROOT)));
    assertThat(result.err()).matches("No(thing|body)?[ :].{15,}\\R");
  }

  @ParameterizedTest
  @MethodSource("all")
  void tellsWhatTheVaultRefused(Case c) {
    vault.refuses(
        c.question(),
        409,
        "{'type':'about:blank','title':'It is suspended','status':409,'detail':'Resume it first','code':'state_conflict'}");

    Cli.Result result = cli.run(args(c));

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith(
            "error: The vault refused this: It is suspended. Resume it first.%n code: state_conflict (HTTP 409)%n next: "
                .formatted())
        .matches("(?s).* next: [^\\n]*[.]\\R");
  }

  @ParameterizedTest
  @MethodSource("all")
  void endsWithFourWhereNoVaultAnswers(Case c) throws IOException {
    String nowhere = nowhere();
    cli.environment.put("CARDNYM_URL", nowhere);

    Cli.Result result = cli.run(args(c));

    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains(
            "Nothing answers for the vault at " + nowhere,
            "code: unreachable",
            "next: Check that it runs, the address, and the way there");
  }

  @ParameterizedTest
  @MethodSource("all")
  void endsWithFourWhereNoProviderAnswers(Case c) {
    vault.close();

    Cli.Result result = cli.run(args(c));

    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("Nothing answers for the token endpoint", "code: unreachable", "next: ");
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysWhatIsMissingWithoutAnAddress(Case c) {
    cli.environment.remove("CARDNYM_URL");

    Cli.Result result = cli.run(args(c));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("--url or CARDNYM_URL", "code: setting_missing");
    assertThat(vault.asked()).isEmpty();
  }

  /** An address on this machine at which nobody listens. */
  private static String nowhere() throws IOException {
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "https://localhost:" + closed.getLocalPort();
    }
  }

  private String[] args(Case c, String... more) {
    return Stream.concat(Arrays.stream(c.args()), Arrays.stream(more))
        .map(a -> a.replace("HOME", home.toString()))
        .toArray(String[]::new);
  }

  private static Case read(String line, String path, String reply, String shown) {
    return new Case(line, "GET /admin/v1/" + path, "", 200, reply, shown);
  }

  private static Case act(String line, String path, String sent, String reply, String shown) {
    return new Case(line, "POST /admin/v1/" + path, sent, 201, reply, shown);
  }

  private static String page(String item) {
    return "{'items':[" + item + "],'next':null}";
  }
}
