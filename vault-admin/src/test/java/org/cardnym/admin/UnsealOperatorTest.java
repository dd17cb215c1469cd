package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code operator unseal}: where a share comes from, where it goes, and what is told. */
class UnsealOperatorTest {
  private static final String SHARE =
      "cardnym-share-1:AAECAwQFBgcICQoLDA0ODwHlldneD3-8K89B5fcO6Q4k5d_ZX441vHQKa1p7QHCU6DNz2Tj0";
  private static final String LOOK = "GET /admin/v1/unsealing";
  private static final String GIVE = "POST /admin/v1/unsealing/try_1";
  private static final String SEALED =
      "{'replica':'r1','state':'sealed','custody':'shares','shares':5,'threshold':3,'given':%d,'attempt':'try_1'}";
  private static final String IN_TOKEN =
      "{'replica':'r1','state':'%s','custody':'pkcs11','place':'key k in token t'%s}";
  private static final String OPEN =
      "{'replica':'r1','state':'open','custody':'shares','shares':5,'threshold':3}";

  private final FakeServer vault = new FakeServer();
  @TempDir Path home;
  private Cli cli;

  @BeforeEach
  void atASealedVault() {
    cli = Cli.machineAt(vault, home);
    vault.answers(LOOK, 200, SEALED.formatted(1));
    vault.answers(GIVE, 200, SEALED.formatted(2));
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void aShareOfAPrivateFileIsGivenToTheAttemptUnderWay() throws IOException {
    Cli.Result result = cli.run("operator", "unseal", "--share-file", file("rw-------"));

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(vault.askedOfVault().getLast().question()).isEqualTo(GIVE);
    assertThat(vault.askedOfVault().getLast().body()).isEqualTo(SHARE);
    assertThat(result.err()).contains("This replica is sealed: 2 of 3 shares were given.");
    assertThat(result.out() + result.err()).doesNotContain("cardnym-share");
  }

  @Test
  void aTypedShareIsGiven() {
    cli.typed.add("  " + SHARE + " ");
    vault.answers(GIVE, 200, OPEN);

    Cli.Result result = cli.run("operator", "unseal");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(vault.askedOfVault().getLast().body()).isEqualTo(SHARE);
    assertThat(result.err()).contains("This replica is open.");
  }

  @Test
  void withoutATerminalAFileIsNeeded() {
    Cli.Result result = cli.run("operator", "unseal");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("--share-file or --share-fd");
  }

  @Test
  void aFileThatOthersMayReadIsRefused() throws IOException {
    Cli.Result result = cli.run("operator", "unseal", "--share-file", file("rw-r-----"));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("code: file_too_open");
    assertThat(vault.askedOfVault()).noneMatch(asked -> asked.question().startsWith("POST"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hunter2", SHARE + "0"})
  void whatIsNoShareIsNotSentAndNotEchoed(String typed) {
    cli.typed.add(typed);

    Cli.Result result = cli.run("operator", "unseal");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .contains("code: share_unfit", "nothing was sent")
        .doesNotContain("hunter2", "cardnym-share");
    assertThat(vault.askedOfVault()).noneMatch(asked -> asked.question().startsWith("POST"));
  }

  @Test
  void aShareIsNeverAnArgument() {
    Cli.Result result = cli.run("operator", "unseal", SHARE);

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).doesNotContain(SHARE);
    assertThat(vault.asked()).isEmpty();
  }

  @Test
  void anOpenVaultIsLeftAsItIs() {
    vault.answers(LOOK, 200, OPEN);

    Cli.Result result = cli.run("operator", "unseal");

    assertThat(result.exit()).isZero();
    assertThat(result.err()).contains("This replica is open.");
  }

  @Test
  void aVaultWithoutSharesSaysSo() {
    vault.answers(LOOK, 200, "{'replica':'r1','state':'sealed','custody':'passphrase'}");

    Cli.Result result = cli.run("operator", "unseal");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("no shares open it", "code: no_shares");
  }

  @Test
  void aTokenIsAskedWithoutAShare() {
    vault.answers(LOOK, 200, IN_TOKEN.formatted("sealed", ",'trouble':'pin_refused'"));
    vault.answers("POST /admin/v1/unsealing", 200, IN_TOKEN.formatted("open", ""));

    assertThat(cli.run("operator", "unseal", "--progress").err())
        .contains("This replica is sealed: pin_refused.");
    assertThat(vault.askedOfVault()).noneMatch(asked -> asked.question().startsWith("POST"));
    Cli.Result result = cli.run("operator", "unseal");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).contains("This replica is open.");
    assertThat(vault.askedOfVault().getLast().body()).isEqualTo("{}");
  }

  @Test
  void aTokenThatStillRefusesIsToldByItsCode() {
    vault.answers(LOOK, 200, IN_TOKEN.formatted("sealed", ""));
    vault.refuses(
        "POST /admin/v1/unsealing",
        503,
        "{'title':'The token did not open the root key','code':'root_key_not_opened','trouble':'pin_refused'}");

    Cli.Result result = cli.run("operator", "unseal");

    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err()).contains("trouble: pin_refused", "code: root_key_not_opened");
  }

  @Test
  void aShareOfTheNextRootKeyGoesToItsOwnDoor() throws IOException {
    vault.answers("GET /admin/v1/root-key/next", 200, SEALED.formatted(1));
    vault.answers("POST /admin/v1/root-key/next/try_1", 200, OPEN);

    Cli.Result result = cli.run("operator", "unseal", "--next", "--share-file", file("rw-------"));

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(vault.askedOfVault().getLast().body()).isEqualTo(SHARE);
    assertThat(result.err()).contains("has opened the next root key");
  }

  @Test
  void progressGivesNothing() {
    Cli.Result result = cli.run("operator", "unseal", "--progress");

    assertThat(result.exit()).isZero();
    assertThat(result.err()).contains("1 of 3 shares were given");
  }

  @ParameterizedTest
  @CsvSource({
    "share_refused, Is it your own share",
    "proof_too_old, Run vault-admin login",
    "forbidden, See your roles"
  })
  void aRefusalSaysWhatToLookAt(String code, String next) {
    cli.typed.add(SHARE);
    vault.refuses(GIVE, 403, "{'title':'This share was not taken','code':'" + code + "'}");

    Cli.Result result = cli.run("operator", "unseal");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err())
        .contains("code: " + code, "next: " + next)
        .doesNotContain("cardnym-share");
  }

  private String file(String mode) throws IOException {
    Path file = Files.writeString(home.resolve("root-key.anna.share"), SHARE + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file.toString();
  }
}
