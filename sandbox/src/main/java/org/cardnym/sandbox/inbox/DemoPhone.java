package org.cardnym.sandbox.inbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.cardnym.sandbox.otp.Totp;
import org.cardnym.sandbox.web.Json;

/** The demo persons' authenticator app, for a newcomer without one. */
final class DemoPhone {
  /** An entry of the phone's file. */
  record Entry(String label, String secret) {}

  /** A code as the page shows it. */
  record Code(String label, String code, int secondsLeft) {}

  private final Path file;
  private final InstantSource clock;

  DemoPhone(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  List<Code> codes() {
    if (!Files.exists(file)) {
      return List.of();
    }
    Instant now = clock.instant();
    return Arrays.stream(Json.readFile(file, Entry[].class))
        .map(entry ->
            new Code(entry.label(), new Totp(entry.secret()).codeAt(now), Totp.secondsLeft(now)))
        .toList();
  }
}
