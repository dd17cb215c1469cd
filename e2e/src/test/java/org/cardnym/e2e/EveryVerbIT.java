package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every verb of {@code vault-admin} at a running vault: done, and refused. */
@Order(4)
@ExtendWith(SharedWorld.class)
class EveryVerbIT {
  private static final Map<String, Object> TURNS = new ConcurrentHashMap<>();
  private static final Pattern SUBCOMMAND = Pattern.compile("(?m)^ {2}([a-z][a-z-]*) ");

  private static World world;
  private static Sandbox sandbox;
  private static Operator person;
  private static Operator machine;
  private static Operator shop;
  private static VerbProps props;
  private static String nowhere;
  private static Path home;

  @BeforeAll
  static void open(World shared) throws IOException {
    world = shared;
    sandbox = shared.sandbox();
    home = Places.fresh("every-verb");
    person = new Operator(sandbox, home);
    machine = person.as(sandbox.get("ADMIN_CLIENT_ID"), sandbox.get("ADMIN_CLIENT_SECRET"));
    shop = person.as(sandbox.get("MERCHANT_CLIENT_ID"), sandbox.get("MERCHANT_CLIENT_SECRET"));
    props = new VerbProps(world, machine, home);
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      nowhere = "https://127.0.0.1:" + closed.getLocalPort();
    }
  }

  static Stream<Verb> verbs() {
    return Verbs.all().stream();
  }

  static Stream<Verb> verbsWithJson() {
    return verbs().filter(verb -> verb.member() != null);
  }

  @Test
  void everyVerbThatHelpNamesHasItsRow() {
    List<String> leaves = new ArrayList<>();
    walk("", leaves);
    List<String> known = new ArrayList<>(verbs().map(Verb::name).toList());
    known.addAll(Verbs.APART.keySet());

    assertThat(leaves).hasSizeGreaterThan(30).containsExactlyInAnyOrderElementsOf(known);
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("verbs")
  void showsAPersonWhatItDid(Verb verb) {
    Operator.Ended ended = alone(verb, verb.name() + " " + verb.words());

    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out()).contains(props.filled(verb.shows()));
    holdsNoSecret(ended);
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("verbsWithJson")
  void tellsAScriptWhatThereIs(Verb verb) {
    Operator.Ended ended = alone(verb, verb.name() + " " + verb.words() + " --output json");

    assertThat(ended.exit()).as(ended.err()).isZero();
    JsonNode member = Reply.parse(ended.out()).at(verb.member());
    assertThat(member.isMissingNode() || member.isNull()).as(ended.out()).isFalse();
    if (!verb.value().isEmpty()) {
      assertThat(member.asText()).isEqualTo(props.filled(verb.value()));
    }
    holdsNoSecret(ended);
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("verbs")
  void saysWhyItIsRefused(Verb verb) {
    Verb.Refusal refusal = verb.refusal();
    Operator.Ended ended =
        run(
            refusal.byRole() ? shop : machine,
            verb.name() + " " + (refusal.byRole() ? verb.words() : refusal.words()));

    assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(refusal.exit());
    assertThat(ended.out() + ended.err()).contains(refusal.says(), "next: ");
    holdsNoSecret(ended);
  }

  /** The same for each verb, within the program: {@code EveryCommandTest}. */
  @Test
  void saysThatNobodyIsThere() {
    Operator.Ended ended = run(machine.with("CARDNYM_URL", nowhere), "banks list");

    assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(4);
    assertThat(ended.out() + ended.err())
        .contains(
            "Nothing answers for the vault at " + nowhere,
            "next: Check that it runs, the address, and the way there");
    holdsNoSecret(ended);
  }

  @Test
  void signingInAndOutIsToldToPeopleAndScripts() {
    Operator.Ended in = Signer.signIn(world, person, "SECOND_ADMIN", "login", "--output", "json");
    Operator.Ended out = person.run("logout", "--output", "json");
    Operator.Ended inAgain = Signer.signIn(world, person, "SECOND_ADMIN", "login");
    Operator.Ended outAgain = person.run("logout");

    assertThat(Reply.parse(in.out()).path("signedIn").asBoolean()).isTrue();
    assertThat(Reply.parse(out.out()).path("revoked").asBoolean()).isTrue();
    assertThat(inAgain.out()).contains("signedIn", "true");
    assertThat(outAgain.out()).contains("signedIn", "false");
    Stream.of(in, out, inAgain, outAgain)
        .forEach(ended -> {
          assertThat(ended.exit()).as(ended.err()).isZero();
          holdsNoSecret(ended);
        });
  }

  @Test
  void whatTakesTwoPeopleSaysWhyItIsNotThere() {
    for (String line :
        List.of(
            "payments resolve pay_01k0a8m5c2e9tvq7x4n3b6d8fz --as reversed --reason drill",
            "payers erase pyr_01k0a8m5c2e9tvq7x4n3b6d8fz --reason drill",
            "approvals show apr_01k0a8m5c2e9tvq7x4n3b6d8fz",
            "approvals approve apr_01k0a8m5c2e9tvq7x4n3b6d8fz",
            "approvals reject apr_01k0a8m5c2e9tvq7x4n3b6d8fz --reason drill",
            "approvers remove apv_01k0a8m5c2e9tvq7x4n3b6d8fz --reason drill",
            "banks moves show mov_01k0a8m5c2e9tvq7x4n3b6d8fz",
            "banks moves stop mov_01k0a8m5c2e9tvq7x4n3b6d8fz --reason drill")) {
      Operator.Ended unknown = run(machine, line);
      assertThat(unknown.exit()).as(line).isEqualTo(3);
      assertThat(unknown.err()).contains("code: not_found (HTTP 404)", "next: ");
    }
    Operator.Ended settled =
        run(machine, "payments resolve {payment} --as reversed --reason drill");
    assertThat(settled.exit()).isEqualTo(3);
    assertThat(settled.err()).contains("code: conflict (HTTP 409)", "next: ");
  }

  @Test
  void aVersionOfAKeyIsProvenUnusedOrEndedOnlyAsItStands() {
    Operator.Ended unknown = run(machine, "keys verify kek --only 9999");
    Operator.Ended retired = run(machine, "keys retire kek 9999 --reason drill");
    Operator.Ended destroyed = run(machine, "keys destroy alias_index 1 --reason drill");
    Operator.Ended stranger = run(shop, "keys verify kek");

    assertThat(unknown.exit()).isEqualTo(3);
    assertThat(unknown.err()).contains("code: not_found (HTTP 404)", "next: ");
    assertThat(retired.exit()).isEqualTo(3);
    assertThat(retired.err()).contains("code: not_found (HTTP 404)", "next: ");
    assertThat(destroyed.exit()).isEqualTo(3);
    assertThat(destroyed.err()).contains("code: conflict (HTTP 409)", "next: ");
    assertThat(stranger.exit()).isEqualTo(3);
    assertThat(stranger.err()).contains("code: forbidden (HTTP 403)", "next: ");
  }

  @Test
  void whoeverTheProviderDoesNotKnowIsNotSignedIn() {
    Operator.Ended ended = person.with("CARDNYM_LOGIN_CLIENT_ID", "nobody").run("login");

    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.err()).contains("code: sign_in_refused", "next: ");
  }

  @Test
  void nobodySignsInWhereNoProviderAnswers() {
    Operator.Ended ended = person.with("CARDNYM_TOKEN_URL", nowhere + "/token").run("login");

    assertThat(ended.exit()).isEqualTo(4);
    assertThat(ended.err()).contains("Nothing answers for the OIDC provider", "next: ");
  }

  @Test
  void aSignInThatOthersCouldReadIsNotTakenForOnesOwn() throws IOException {
    Path elsewhere = home.resolve("open");
    Path login = elsewhere.resolve("cardnym/vault-admin-login.json");
    Places.write(login, "{}");
    Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-r--r--"));

    Operator.Ended ended = person.with("XDG_STATE_HOME", elsewhere.toString()).run("logout");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("code: file_too_open", "next: ");
  }

  @Test
  void aSignInIsForgottenWithoutTheProvider() {
    Operator.Ended ended =
        person
            .with("XDG_STATE_HOME", home.resolve("forgotten").toString())
            .with("CARDNYM_TOKEN_URL", nowhere + "/token")
            .run("logout");

    assertThat(ended.exit()).as(ended.err()).isZero();
  }

  /**
   * The verbs under a command, by the help that a stranger reads; a word without rows is a verb.
   */
  private static void walk(String command, List<String> leaves) {
    String help = person.run((command + " --help").strip().split(" ")).out();
    String list = help.substring(help.indexOf("\nCommands:\n"), help.indexOf("\nExit codes:"));
    Matcher named = SUBCOMMAND.matcher(list);
    while (named.find()) {
      String each = (command + " " + named.group(1)).strip();
      if (verbs().anyMatch(verb -> verb.name().startsWith(each + " "))) {
        walk(each, leaves);
      } else {
        leaves.add(each);
      }
    }
  }

  /** Some verbs begin what may go on once at a time: a bank's trial, its reconciliation. */
  private static Operator.Ended alone(Verb verb, String line) {
    synchronized (TURNS.computeIfAbsent(verb.name(), name -> new Object())) {
      return run(machine, line);
    }
  }

  private static Operator.Ended run(Operator who, String line) {
    return who.run(props.words(line.strip()));
  }

  private static void holdsNoSecret(Operator.Ended ended) {
    assertThat(ended.out() + ended.err())
        .doesNotContain(
            sandbox.get("ADMIN_CLIENT_SECRET"),
            sandbox.get("MERCHANT_CLIENT_SECRET"),
            sandbox.get("SECOND_ADMIN_PASSWORD"),
            sandbox.get("SECOND_ADMIN_TOTP_SECRET"),
            "battery staple",
            "Bearer ",
            "PRIVATE KEY")
        .doesNotContainPattern("eyJ[A-Za-z0-9_-]+\\.eyJ");
  }
}
