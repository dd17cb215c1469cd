package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code operator recover}: what is left is told with what to do about it. */
class RecoverOperatorTest {
  private final FakeServer vault = new FakeServer();
  @TempDir Path home;

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void whatIsLeftIsToldWithWhatToDoAboutIt() {
    vault.answers(
        "GET /admin/v1/recovery",
        200,
        "{'state':'recovery','recovery':{'id':'rst_1'},'left':[{'code':'differences_open','bank':'bnk_1','detail':'2','next':'Look at them.'}]}");

    Cli.Result result = Cli.machineAt(vault, home).run("operator", "recover");

    assertThat(result.exit()).isZero();
    assertThat(result.err()).contains("differences_open bnk_1: Look at them.");
  }

  @Test
  void aRecoveryThatIsNotDoneIsNotEnded() {
    vault.refuses(
        "POST /admin/v1/recovery/finish",
        409,
        "{'title':'Something of the recovery is still to be done','code':'recovery_unfinished','left':'messages_open (2)'}");

    Cli.Result result =
        Cli.machineAt(vault, home).run("operator", "recover", "--finish", "--reason", "done");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err())
        .contains("left: messages_open (2)", "code: recovery_unfinished")
        .contains("next: vault-admin operator recover");
  }
}
