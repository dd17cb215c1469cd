package org.cardnym.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeSweepTest {
  @TempDir Path folder;

  @Test
  void aCodeInALogInAMemberOrInADatabaseFileIsFound() throws IOException {
    Files.writeString(folder.resolve("one.log"), "the code 9174 came");
    Files.writeString(folder.resolve("two"), "{\"x\":\"9174\"}");
    Files.writeString(folder.resolve("three"), "{\"verificationCode\":1}");
    assertThat(new CodeSweep("9174").below(folder))
        .containsExactlyInAnyOrder("one.log", "two", "three");
  }

  @Test
  void partsOfOtherNumbersAreNoCode() throws IOException {
    Files.writeString(folder.resolve("one.log"), "took 19174 ms, at 12:03:01.9174, id a9174b");
    Files.writeString(folder.resolve("two.log"), "{\"status\":\"201\",\"millis\":\"9174\"}");
    Files.writeString(folder.resolve("three"), "{\"expiresMillis\":9174}");
    assertThat(new CodeSweep("9174").below(folder)).isEmpty();
  }
}
