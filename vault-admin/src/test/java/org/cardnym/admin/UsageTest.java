package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Help, and command lines that are not understood. */
class UsageTest {
  private static final Pattern ID = Pattern.compile("\\b[a-z]{3}_0\\w+");
  private static final String TYPE_ID = "[a-z]{3}_0[0-7a-hjkmnp-tv-z0-9]{25}";

  /** Made once: making all commands takes longer than reading a line. */
  private static final CommandLine ALL = Words.commandLine();

  private final FakeServer vault = new FakeServer();
  @TempDir Path home;

  @AfterEach
  void stop() {
    vault.close();
  }

  static Stream<String> commands() {
    List<String> names = new ArrayList<>();
    collect(Words.commandLine(), names);
    return names.stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHelpsWithAnExampleOfItself(String command) {
    String[] args = (command + " --help").replaceFirst("^vault-admin ", "").split(" ", -1);

    Cli.Result result = new Cli(home).run(args);

    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
    String example = result.out().substring(result.out().indexOf("Example:"));
    assertThat(example).contains(command);
    assertThat(result.out()).contains("--output=FORMAT", "waits for approval");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleIsUnderstoodAsItStands(String command) {
    String help = new Cli(home).run((command + " --help").substring(12).split(" ", -1)).out();
    String examples = help.substring(help.indexOf("Example:\n") + 9).replaceAll("\\\\\\R +", "");

    assertThat(examples.lines())
        .isNotEmpty()
        .allSatisfy(example -> {
          String line = example.substring(example.indexOf("vault-admin ")).replace(")", "");
          assertThat(line).doesNotContain("…");
          assertThat(ID.matcher(line).results()).allMatch(id -> id.group().matches(TYPE_ID));
          CommandLine.ParseResult parsed = ALL.parseArgs(Words.of(line.replaceFirst(" < .*", "")));
          assertThat(parsed.asCommandLineList().getLast().getCommandSpec().qualifiedName())
              .startsWith(command);
        });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatIsACommandsOwnStandsBeforeWhatAllTake(String command) {
    CommandLine.Model.CommandSpec spec = command(command).getCommandSpec();
    String help = new Cli(home).run((command + " --help").substring(12).split(" ", -1)).out();
    int shared = help.indexOf("\nOptions of every command:\n");

    assertThat(shared).isPositive();
    assertThat(help.indexOf("--output=FORMAT")).isGreaterThan(shared);
    spec.options().stream()
        .filter(option -> !option.inherited() && option.scopeType() == CommandLine.ScopeType.LOCAL)
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .forEach(option ->
            assertThat(help.lastIndexOf(" " + option.longestName()))
                .as(option.longestName())
                .isBetween(help.indexOf("\n\n"), help.length()));
  }

  @Test
  void helpIsAlsoAskedForByItsWord() {
    Cli cli = new Cli(home);

    assertThat(cli.run("help", "banks", "add")).isEqualTo(cli.run("banks", "add", "--help"));
    assertThat(cli.run("help")).isEqualTo(cli.run("--help"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "statsu | There is no command vault-admin statsu. Did you mean vault-admin status?",
        "bank list | There is no command vault-admin bank. Did you mean vault-admin banks?",
        "banks lst | There is no command vault-admin banks lst. Did you mean vault-admin banks list",
        "banks | vault-admin banks needs one of the commands below.",
        "status extra | vault-admin status takes no further argument: 'extra'.",
        "status --otput json | vault-admin status has no option --otput. Did you mean --output?",
        "status --output xml | --output takes table, json; not 'xml'.",
        "approvals list --state lost | --state takes waiting, done, rejected, expired, refused; not 'lost'.",
        "merchants list --limit many | --limit takes a whole number; not 'many'.",
        "webhooks replay --merchant mer_1 --since yesterday | --since takes a time like 2026-11-22T10:00:00Z; not 'yesterday'."
      })
  void itIsSaidWhatWasNotUnderstoodAndWhatWasMeant(String line, String says) {
    Cli.Result result = Cli.machineAt(vault, home).run(line.split(" ", -1));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).startsWith("error: " + says);
    assertThat(result.err().lines()).hasSizeLessThan(26);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payments show 4111111111111111",
        "payments show 4111-1111-1111-1111",
        "payers lock 4111111111111111 --reason x",
        "banks list 4111111111111111",
        "merchants list --limit=4111111111111111"
      })
  void aCardNumberGivenByMistakeIsNeitherSentNorShown(String line) {
    Cli.Result result = Cli.machineAt(vault, home).run(line.split(" ", -1));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("error: ").doesNotContain("4111");
    assertThat(vault.askedOfVault()).isEmpty();
  }

  @Test
  void allCommandsOfThisVersionAreThere() {
    assertThat(commands())
        .contains(
            "vault-admin operator init",
            "vault-admin operator unseal",
            "vault-admin banks keys retire",
            "vault-admin banks routes import",
            "vault-admin banks routes remove",
            "vault-admin banks move",
            "vault-admin banks moves stop",
            "vault-admin keys rewrap",
            "vault-admin link certify",
            "vault-admin merchants rotate-webhook-key",
            "vault-admin retention set",
            "vault-admin webhooks replay",
            "vault-admin audit tail",
            "vault-admin audit export",
            "vault-admin audit verify")
        .hasSize(96);
  }

  @Test
  void aWordThatIsNoCommandIsAnsweredWithAllThatAre() {
    Cli.Result result = new Cli(home).run("statsu");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("Did you mean", "vault-admin status", "  completion ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "merchants",
        "banks keys",
        "banks suspend bnk_1",
        "merchants suspend mer_1",
        "merchants resume mer_1",
        "merchants set-elsewhere mer_1 passkey",
        "merchants set-elsewhere mer_1 --reason drill",
        "payers unlock pyr_1",
        "banks drain bnk_1",
        "merchants show",
        "status --output xml",
        "status extra",
        "policy set limited_card EUR --per-payment 1.5 --per-day 2",
        "retention set expired_cards --keep 7d",
        "keys rotate",
        "keys rotate ../banks",
        "keys rotate kek --from one",
        "keys rewrap --rate fast",
        "keys verify",
        "operator seal",
        "operator recover --begin --reason failover",
        "operator recover --finish",
        "operator recover --without-journal",
        "operator recover --begin --finish --from 2026-11-22T10:00:00Z --reason both",
        "operator unseal --share-file /does/not/exist --share-fd 3",
        "keys retire kek --reason yearly",
        "keys retire kek 1",
        "keys destroy kek one --reason yearly",
        "retention set expired_cards --reason march",
        "banks routes add bnk_1 --first 4111111111111111",
        "banks routes import",
        "banks move bnk_1 --reason merger",
        "banks move bnk_1 --to bnk_2",
        "banks move bnk_1 --to bnk_2 --first 4111111111111111 --reason merger",
        "banks moves stop mov_1",
        "banks routes import /does/not/exist",
        "merchants show ../banks",
        "merchants show a/b",
        "merchants show mer_1;x",
        "merchants show mer%2F1",
        "status --url http://vault.example",
        "status --url https://user:pw@vault.example",
        "status --token-url http://id.example/token",
        "status --ca-file /does/not/exist",
        "status --config /does/not/exist",
        "audit tail --limit many",
        "audit export --from none",
        "audit verify --head 4711",
        "audit verify --key mine",
        "payers show",
        "payers show pyr_1 --alias kestrel",
        "payers show ../banks",
        "payers lock pyr_1",
        "payers unlock pyr_1 --doors",
        "payers lock --reason theft",
        "payers erase pyr_1",
        "payers erase --reason demanded",
        "payers erase pyr_1 --alias kestrel --reason demanded",
        "payers import",
        "payers import customers.jose",
        "payers import /does/not/exist --bank bnk_1",
        "webhooks list --state lost",
        "webhooks replay",
        "webhooks replay evt_1 --merchant mer_1 --since 2026-11-22T10:00:00Z",
        "webhooks replay --merchant mer_1",
        "webhooks replay --since 2026-11-22T10:00:00Z",
        "webhooks replay --merchant mer_1 --since yesterday"
      })
  void whatIsNotUnderstoodEndsWithTwoAndSendsNothing(String line) {
    Cli.Result result =
        Cli.machineAt(vault, home).run(line.isEmpty() ? new String[0] : line.split(" ", -1));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("error: ", " code: ", " next: ").doesNotContain("pw@");
    assertThat(vault.askedOfVault()).isEmpty();
  }

  @Test
  void aCardNumberGivenAsARangeIsNotEchoed() {
    Cli.Result result =
        Cli.machineAt(vault, home)
            .run("banks", "routes", "add", "bnk_1", "--first", "4111111111111111");

    assertThat(result.err()).doesNotContain("4111");
  }

  @Test
  void globalFlagsStandBeforeOrAfterTheCommand() {
    vault.answers("GET /admin/v1/whoami", 200, "{'subject':'ops'}");
    Cli cli = Cli.machineAt(vault, home);

    Cli.Result before = cli.run("--output", "json", "whoami");
    Cli.Result after = cli.run("whoami", "--output", "JSON");

    assertThat(before.out()).isEqualTo(after.out()).startsWith("{");
  }

  @Test
  void argumentsAreNotReadFromFiles() {
    Cli.Result result = new Cli(home).run("status", "@/etc/hostname");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("@/etc/hostname");
  }

  private static CommandLine command(String name) {
    return all(ALL)
        .filter(each -> each.getCommandSpec().qualifiedName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(UsageTest::all));
  }

  private static void collect(CommandLine command, List<String> names) {
    names.add(command.getCommandSpec().qualifiedName());
    command.getSubcommands().values().forEach(sub -> collect(sub, names));
  }
}
