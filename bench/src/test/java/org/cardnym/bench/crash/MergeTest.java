package org.cardnym.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTest {
  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  @Test
  void sumsUpByRangeAndNamesGaps() throws IOException {
    assertThat(merge(report(3, "", 0), report(5, "", 0))).isTrue();
    assertThat(said)
        .contains("1 seeds of 3-5 have no report")
        .last()
        .isEqualTo("seed=3-5 faults=20 payments=60 lost=0 double=0 unknown=0 verdict=ok");
  }

  @Test
  void oneBadRunMakesAllBad() throws IOException {
    assertThat(merge(report(3, "", 0), report(4, "", 1))).isFalse();
    assertThat(said).last().asString().contains("double=1 ").endsWith("verdict=failed");
  }

  @Test
  void plantedDoubledAndBrokenOffReportsAreRefused() throws IOException {
    Path planted = report(3, "late-approval", 0);
    assertThatThrownBy(() -> merge(planted)).hasMessageContaining("planted");
    Path once = report(4, "", 0);
    assertThatThrownBy(() -> merge(once, once)).hasMessageContaining("two reports");
    Path broken = Files.writeString(folder.resolve("broken"), "{\"line\":\"run\",\"seed\":1}\n");
    assertThatThrownBy(() -> merge(broken)).hasMessageContaining("no whole report");
  }

  private boolean merge(Path... reports) {
    return new Merge(said::add).run(List.of(reports));
  }

  private Path report(long seed, String plant, int twice) throws IOException {
    return Files.writeString(
        folder.resolve("crash-" + seed + plant),
        "{\"line\":\"run\",\"seed\":"
            + seed
            + ",\"plant\":\""
            + plant
            + "\"}\n{\"line\":\"fault\",\"fault\":\"kill-bank\",\"struck\":true}\n"
            + "{\"line\":\"sum\",\"seed\":\""
            + seed
            + "\",\"faults\":10,\"payments\":30,\"lost\":0,\"double\":"
            + twice
            + ",\"unknown\":0}\n");
  }
}
