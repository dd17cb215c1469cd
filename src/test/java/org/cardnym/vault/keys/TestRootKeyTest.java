package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tests' own writer of root-key files keeps to the format. */
class TestRootKeyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void isWrittenByteForByteAsTheFormatSays() throws IOException {
    String written =
        TestRootKey.json(
            "correct horse battery staple",
            bytes(0, 16),
            bytes(16, 16),
            bytes(32, 12),
            bytes(64, 32));

    try (var file = TestRootKeyTest.class.getResourceAsStream("/root-key-golden.json")) {
      assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(file));
    }
  }

  private static byte[] bytes(int first, int count) {
    byte[] bytes = new byte[count];
    IntStream.range(0, count).forEach(i -> bytes[i] = (byte) (first + i));
    return bytes;
  }
}
