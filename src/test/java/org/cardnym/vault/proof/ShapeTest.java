package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.WithSms;
import org.junit.jupiter.api.Test;

/** The shape of {@code bench/shape-time}, small; of its times only the arithmetic. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(WithSms.class)
class ShapeTest {
  private static final Set<Guesses.At> SENDING = Set.of(Guesses.At.RECOVERY, Guesses.At.SMS_ASK);

  @Inject Guesses guesses;

  @Test
  void whateverIsTheMatterWithANameTheAnswerHasTheSameBytesAtEveryDoor() throws IOException {
    var seen = guesses.run(0, 1, new Random(1));

    assertThat(seen).hasSize(Guesses.At.values().length);
    seen.forEach((at, kinds) -> {
      assertThat(kinds).hasSize(Guesses.Kind.values().length);
      List<String> shapes =
          kinds.values().stream().flatMap(kind -> kind.shapes().stream()).distinct().toList();
      assertThat(shapes).as(at.name()).hasSize(1);
      assertThat(shapes.getFirst())
          .startsWith(SENDING.contains(at) ? "HTTP/1.1 200 " : "HTTP/1.1 403 ")
          .contains(
              switch (at) {
                case RECOVERY -> "\"recovery\":";
                case SMS_ASK -> "\"minutes\":10";
                default -> "\"proof_failed\"";
              });
    });
  }

  @Test
  void aKindThatTakesLongerIsFarFromTheRest() {
    List<Long> quick = Stream.iterate(5_000_000L, n -> n + 1_000).limit(400).toList();
    List<Long> sometimesSlow =
        Stream.concat(quick.stream().limit(280), quick.stream().skip(280).map(n -> n + 3_000_000))
            .toList();

    assertThat(Spread.of(quick).distance(Spread.of(quick))).isZero();
    assertThat(Spread.of(quick).distance(Spread.of(sometimesSlow))).isGreaterThan(2.9);
    assertThat(Spread.of(sometimesSlow).median()).isLessThan(6);
  }
}
