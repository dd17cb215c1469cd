package org.cardnym.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command as a shell runs it. */
class LauncherIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path LAUNCHER = ROOT.resolve("vault-admin/bin/vault-admin");

  @TempDir Path folder;
  private Path here;

  @BeforeEach
  void inAFolderWithSpaces() throws IOException {
    here = Files.createDirectories(folder.resolve("a folder/with spaces"));
  }

  @Test
  void runsThroughLinksFromAnywhere() throws Exception {
    Path absolute = Files.createSymbolicLink(here.resolve("first link"), LAUNCHER);
    Path relative =
        Files.createSymbolicLink(here.resolve("second link"), here.relativize(absolute));

    Ran ran = shell("'" + relative + "' --version");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).startsWith("vault-admin 0.");
  }

  @Test
  void runsFromACheckoutInAPathWithSpaces() throws Exception {
    Path launcher = checkout(true);

    assertThat(shell("'" + launcher + "' --version").exit()).isZero();
  }

  @Test
  void saysInOneLineHowToBuildIt() throws Exception {
    Path launcher = checkout(false);

    Ran ran = shell("'" + launcher + "' status");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).containsOnlyOnce("\n").contains("run ./mvnw -Dquick package");
  }

  @Test
  void takesThePassphraseFromADescriptor() throws Exception {
    String init = "'" + LAUNCHER + "' operator init --file root-key.json --passphrase-fd ";

    Ran first =
        shell("printf 'correct horse battery staple\\n' >p; exec 3<p; " + init + "3 --output json");
    Ran again = shell("printf 'correct horse battery staple' | " + init + "0");

    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).contains("custody_single").doesNotContain("\u001b");
    assertThat(here.resolve("root-key.json")).exists();
    assertThat(again.exit()).isEqualTo(3);
  }

  @Test
  void withoutATerminalNobodyIsAsked() throws Exception {
    Ran ran = shell("'" + LAUNCHER + "' operator init --file root-key.json </dev/null");

    assertThat(ran.exit()).isEqualTo(2);
  }

  @Test
  void readsAndWritesUtf8InAnyLocale() throws Exception {
    Ran ran = shell("LC_ALL=C '" + LAUNCHER + "' 銀行");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("銀行");
  }

  private Path checkout(boolean built) throws IOException {
    for (String file : List.of(".mvn/find-jdk.sh", "vault-admin/bin/vault-admin")) {
      copy(ROOT.resolve(file), here.resolve(file));
    }
    if (built) {
      Path artifact = ROOT.resolve("vault-admin/target/vault-admin");
      try (Stream<Path> files = Files.walk(artifact)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          copy(file, here.resolve(ROOT.relativize(file)));
        }
      }
    }
    return here.resolve("vault-admin/bin/vault-admin");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.resolveSibling("."));
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private Ran shell(String script) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", script)
            .directory(here.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  record Ran(int exit, String out, String err) {}
}
