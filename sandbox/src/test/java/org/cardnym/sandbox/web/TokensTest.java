package org.cardnym.sandbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.cardnym.sandbox.authority.DevelopmentAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  @TempDir Path folder;

  @Test
  void aTokenIsKeptUntilShortlyBeforeItsEnd() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    try (LoopbackServer server =
        new LoopbackServer(
            0,
            "default-src 'none'",
            any ->
                Response.json(
                    200,
                    Map.of("access_token", "t" + asked.incrementAndGet(), "expires_in", 600)))) {
      Caller caller = new Caller(DevelopmentAuthority.in(folder, Instant.now()).certificateFile());
      Tokens tokens = new Tokens(caller, server.origin() + "/", "id", "secret", now::get);

      assertThat(tokens.bearer()).isEqualTo("Bearer t1");
      now.set(Instant.EPOCH.plusSeconds(569));
      assertThat(tokens.bearer()).isEqualTo("Bearer t1");
      now.set(Instant.EPOCH.plusSeconds(570));
      assertThat(tokens.bearer()).isEqualTo("Bearer t2");
      tokens.discard();
      assertThat(tokens.bearer()).isEqualTo("Bearer t3");
    }
  }
}
