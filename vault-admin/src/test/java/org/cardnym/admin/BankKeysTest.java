package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code banks keys add} and {@code retire}. */
class BankKeysTest {
  private static final String KEYS = "GET /admin/v1/banks/bnk_1/keys";
  private static final String ADD = "POST /admin/v1/banks/bnk_1/keys";

  /** RFC 7517 appendix A.1 and its thumbprint. */
  private static final String POINT =
      "'kty':'EC','crv':'P-256','x':'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',"
          + "'y':'4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM'";

  private static final String POINT_ID = "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s";

  /** RFC 7638 section 3.1. */
  private static final String MODULUS =
      "'kty':'RSA','e':'AQAB','n':'0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc"
          + "_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqz"
          + "s8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0L"
          + "s1jF44-csFCur-kEgU8awapJzKnqDKgw'";

  private static final String MODULUS_ID = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

  private final FakeServer vault = new FakeServer();
  @TempDir Path home;
  private Cli cli;

  @BeforeEach
  void atTheVault() {
    cli = Cli.machineAt(vault, home);
    vault.answers(KEYS, 200, "{'items':[],'next':null}");
    vault.answers(ADD, 201, "{'kid':'k','use':'enc','state':'active'}");
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void everyKeyOfASetIsAdded() {
    Cli.Result result = add("{'keys':[{" + POINT + ",'use':'sig'},{" + MODULUS + ",'use':'enc'}]}");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(vault.askedOfVault())
        .extracting(FakeServer.Asked::question)
        .containsExactly(KEYS, ADD, ADD);
    assertThat(vault.askedOfVault().getLast().body())
        .startsWith("{\"use\":\"enc\",\"jwk\":{\"kty\":\"RSA\"");
  }

  @Test
  void runningItAgainAddsNothing() {
    vault.answers(
        KEYS,
        200,
        "{'items':[{'kid':'" + MODULUS_ID + "','use':'enc','state':'active'}],'next':null}");

    Cli.Result result = add("{" + MODULUS + ",'use':'enc','kid':'" + MODULUS_ID + "'}");

    assertThat(result.exit()).isZero();
    assertThat(result.err()).contains("Already active: enc " + MODULUS_ID);
    assertThat(vault.askedOfVault()).extracting(FakeServer.Asked::question).containsExactly(KEYS);
  }

  @Test
  void aRetiredKeyIsAskedForAgainAndTheVaultDecides() {
    vault.answers(
        KEYS, 200, "{'items':[{'kid':'" + MODULUS_ID + "','use':'enc','state':'retired'}]}");

    add("{" + MODULUS + ",'use':'enc'}");

    assertThat(vault.askedOfVault()).extracting(FakeServer.Asked::question).contains(ADD);
  }

  @Test
  void theUseOfAPlainKeyIsGivenByFlag() {
    add("{" + POINT + "}", "--use", "sig");

    assertThat(vault.askedOfVault().getLast().body()).startsWith("{\"use\":\"sig\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'kty':'oct','k':'c2VjcmV0','use':'enc'} | 3 | private_key_in_input",
        "{POINT,'use':'sig','d':'870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE'} | 3 | private_key_in_input",
        "{POINT} | 2 | input_invalid",
        "{POINT,'use':'both'} | 2 | input_invalid",
        "{POINT,'use':'sig','kid':'mine'} | 2 | input_invalid",
        "{'kty':'OKP','crv':'Ed25519','x':'AA','use':'sig'} | 2 | input_invalid",
        "{'keys':[]} | 2 | input_invalid",
        "'text' | 2 | input_invalid",
        "{ | 2 | input_invalid"
      },
      quoteCharacter = '`')
  void filesThatAreNoPublicKeysAreNotSent(String json, int exit, String code) {
    Cli.Result result = add(json.replace("POINT", POINT));

    assertThat(result.exit()).isEqualTo(exit);
    assertThat(result.err()).contains("code: " + code).doesNotContain("870MB6");
    assertThat(vault.asked()).isEmpty();
  }

  /** One thumbprint in 64. */
  @Test
  void aThumbprintThatBeginsWithAHyphenIsNoOption() {
    String kid = "-zbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
    vault.answers(KEYS, 200, "{'items':[]}");
    vault.answers("POST /admin/v1/banks/bnk_1/keys/" + kid + "/retire", 200, "{'state':'retired'}");

    assertThat(cli.run("banks", "keys", "retire", "bnk_1", kid).exit()).isZero();
    assertThat(cli.run("banks", "keys", "retire", "bnk_1", kid, "--confrim", "1").exit())
        .isEqualTo(2);
    assertThat(cli.run("banks", "keys", "list", "--confrim").exit()).isEqualTo(2);
  }

  @Test
  void oneOfSeveralKeysIsRetiredAtOnce() {
    pinned("active");
    vault.answers(
        "POST /admin/v1/banks/bnk_1/keys/" + POINT_ID + "/retire", 200, "{'state':'retired'}");

    Cli.Result result = cli.run("banks", "keys", "retire", "bnk_1", POINT_ID);

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).contains("retired");
  }

  @Test
  void theOnlyKeyForItsUseWantsConfirming() {
    pinned("retired");
    String retire = "POST /admin/v1/banks/bnk_1/keys/" + POINT_ID + "/retire";
    vault.answers(retire, 200, "{'state':'retired'}");

    Cli.Result first = cli.run("banks", "keys", "retire", "bnk_1", POINT_ID);
    Matcher told = Pattern.compile("--confirm ([0-9a-f]{8})").matcher(first.err());
    assertThat(told.find()).isTrue();
    Cli.Result wrong =
        cli.run("banks", "keys", "retire", "bnk_1", POINT_ID, "--confirm", "00000000");
    assertThat(vault.askedOfVault()).extracting(FakeServer.Asked::question).doesNotContain(retire);
    Cli.Result right =
        cli.run("banks", "keys", "retire", "bnk_1", POINT_ID, "--confirm", told.group(1));

    assertThat(first.exit()).isEqualTo(3);
    assertThat(wrong.exit()).isEqualTo(3);
    assertThat(right.exit()).isZero();
  }

  /** Two keys for signing on two pages; the second in this state. */
  private void pinned(String second) {
    vault.answers(
        KEYS,
        200,
        "{'items':[{'kid':'" + POINT_ID + "','use':'sig','state':'active'}],'next':'c2'}");
    vault.answers(
        KEYS + "?cursor=c2",
        200,
        "{'items':[{'kid':'other','use':'sig','state':'" + second + "'}],'next':null}");
  }

  private Cli.Result add(String json, String... more) {
    try {
      Path file = Files.writeString(home.resolve("public.json"), json.replace('\'', '"'));
      String[] args = {"banks", "keys", "add", "bnk_1", "--jwk-file", file.toString(), "", ""};
      System.arraycopy(more, 0, args, 6, more.length);
      return cli.run(Arrays.copyOf(args, 6 + more.length));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
