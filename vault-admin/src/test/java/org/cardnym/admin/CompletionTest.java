package org.cardnym.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real bash completes this command's words by the script it prints. */
class CompletionTest {
  @TempDir Path home;
  private Cli.Result printed;

  @BeforeEach
  void saved() throws IOException {
    printed = new Cli(home).run("completion");
    Files.writeString(home.resolve("script"), printed.out());
  }

  @Test
  void isAScriptOfBash() throws Exception {
    assertThat(printed.exit()).isZero();
    assertThat(printed.err()).isEmpty();
    assertThat(bash("bash -n script")).isEmpty();
    assertThat(bash("source ./script; complete -p vault-admin")).contains("vault-admin");
  }

  @ParameterizedTest
  @CsvSource({
    "doc, doctor",
    "merch, merchants",
    "merchants sus, suspend",
    "banks routes rem, remove",
    "webhooks list --sta, --state",
    "status --output js, json",
    "status --ou, --output"
  })
  void completesWhatIsBegun(String begun, String whole) throws Exception {
    assertThat(completed(begun)).isEqualTo(whole);
  }

  @Test
  void completesNothingThatIsNot() throws Exception {
    assertThat(completed("merchants nonsense")).isEmpty();
  }

  @Test
  void takesNoArgument() {
    assertThat(new Cli(home).run("completion", "fish").exit()).isEqualTo(2);
  }

  /** As Readline asks (Bash manual, Programmable Completion). */
  private String completed(String begun) throws Exception {
    return bash("""
    source ./script
    compopt() { :; } # works inside Readline only
    COMP_LINE='vault-admin %s'
    COMP_POINT=${#COMP_LINE}
    COMP_WORDS=($COMP_LINE)
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    COMPREPLY=()
    function=$(complete -p vault-admin | sed 's/.*-F \\([^ ]*\\).*/\\1/')
    "$function" vault-admin "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
    printf '%%s\\n' "${COMPREPLY[@]}"
    """
            .formatted(begun))
        .strip();
  }

  private String bash(String script) throws IOException, InterruptedException {
    Path said = home.resolve("said");
    Process process =
        new ProcessBuilder("bash", "--norc", "-c", script)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(said, UTF_8);
  }
}
