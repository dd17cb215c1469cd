package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code operator rekey}: asks for what the vault has found, and for nothing else. */
class RekeyOperatorTest {
  private static final String LOOK = "GET /admin/v1/root-key";
  private static final String ASK = "POST /admin/v1/root-key/replace";

  private final FakeServer vault = new FakeServer();
  @TempDir Path home;
  private Cli cli;

  @BeforeEach
  void atTheVault() {
    cli = Cli.machineAt(vault, home);
    vault.answers(LOOK, 200, "{'current':{'id':'AA'},'next':{'id':'BB'},'replicas':[]}");
    vault.answers(ASK, 202, "{'approval':'apr_1','state':'waiting'}");
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void theNextRootKeyIsAskedForByItsIdAndTwoMustSign() {
    Cli.Result result = cli.run("operator", "rekey", "--reason", "bo leaves");

    assertThat(result.exit()).as(result.err()).isEqualTo(5);
    assertThat(vault.askedOfVault().getLast().body())
        .isEqualTo("{\"to\":\"BB\",\"reason\":\"bo leaves\"}");
    assertThat(result.err()).contains("two people have to sign");
  }

  @Test
  void withoutANextFileNothingIsAskedFor() {
    vault.answers(LOOK, 200, "{'current':{'id':'AA'},'next':null,'replicas':[]}");

    Cli.Result result = cli.run("operator", "rekey", "--reason", "bo leaves");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("code: no_next_root_key", "next-file");
    assertThat(vault.askedOfVault()).noneMatch(asked -> asked.question().equals(ASK));
  }

  @Test
  void whatIsMissingIsNamed() {
    vault.refuses(
        ASK,
        409,
        "{'title':'This can not be done in the present state','code':'conflict','missing':'replicas'}");

    Cli.Result result = cli.run("operator", "rekey", "--reason", "bo leaves");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("missing: replicas");
  }
}
