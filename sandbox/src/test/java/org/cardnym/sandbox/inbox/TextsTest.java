package org.cardnym.sandbox.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Map;
import org.cardnym.sandbox.web.Request;
import org.cardnym.sandbox.web.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  private static final String TOKEN = "Bearer right";

  private final Texts texts = new Texts("right", InstantSource.system());

  @Test
  void messagesToANumberComeNewestFirstAndEachOnce() {
    for (String id : new String[] {"1", "2", "1", "3"}) {
      String to = id.equals("2") ? "+4915100000002" : "+4915100000001";
      assertThat(post(TOKEN, message(id, to)).status()).isEqualTo(202);
    }

    assertThat(texts.newest("+4915100000001")).extracting(Texts.Text::id).containsExactly("3", "1");
    assertThat(texts.newest("")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer wrong", "right", "bearer right"})
  void withoutTheTokenNothingIsTaken(String authorization) {
    assertThat(post(authorization, message("1", "+4915100000001")).status()).isEqualTo(401);
    assertThat(texts.newest("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"id\":\"1\",\"text\":\"x\"}",
        "{\"id\":\"1\",\"to\":\"0151\",\"text\":\"x\"}",
        "{\"to\":\"+4915100000001\",\"text\":\"x\"}"
      })
  void whatIsNoMessageIsRefused(String body) {
    assertThat(post(TOKEN, body).status()).isEqualTo(400);
    assertThat(texts.newest("")).isEmpty();
  }

  private Response post(String authorization, String body) {
    return texts.take(
        new Request(
            "POST",
            "/api/texts",
            Map.of(),
            Map.of(),
            Map.of("authorization", authorization),
            body));
  }

  private static String message(String id, String to) {
    return "{\"id\":\"%s\",\"to\":\"%s\",\"text\":\"a code\"}".formatted(id, to);
  }
}
