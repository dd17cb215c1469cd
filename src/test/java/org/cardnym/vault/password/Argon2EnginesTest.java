package org.cardnym.vault.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Argon2EnginesTest {
  private static final Argon2Cost COST = new Argon2Cost(19_456, 2, 1);

  static Stream<Argon2Engine> engines() {
    return Stream.of(new NativeArgon2(), new JavaArgon2());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void answersThePublishedVector(Argon2Engine engine) {
    assertThat(Argon2Engines.answersVector(engine)).isTrue();
  }

  @Test
  void bothEnginesAnswerTheSame() {
    byte[] password = {1, 2, 3};
    byte[] salt = new byte[16];

    assertThat(new NativeArgon2().hash(COST, password, salt))
        .isEqualTo(new JavaArgon2().hash(COST, password, salt));
  }

  @Test
  void prefersTheNativeEngine() {
    assertThat(Argon2Engines.choose().name()).isEqualTo("native");
  }

  @Test
  void fallsBackWhereTheNativeLibraryDoesNotLoad() {
    Argon2Engine chosen =
        Argon2Engines.choose(() -> {
          throw new UnsatisfiedLinkError("no library here");
        });

    assertThat(chosen.name()).isEqualTo("java");
  }

  @Test
  void fallsBackWhereTheNativeLibraryComputesWrongly() {
    Argon2Engine chosen = Argon2Engines.choose(Broken::new);

    assertThat(chosen.name()).isEqualTo("java");
  }

  private static final class Broken implements Argon2Engine {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public byte[] hash(
        Argon2Cost cost, byte[] password, byte[] salt, byte[] secret, byte[] associated) {
      return new byte[TAG_SIZE];
    }
  }
}
