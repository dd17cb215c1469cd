package org.cardnym.vault.notice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Configuration under {@code cardnym.sms}; without an endpoint there are no text messages. */
@ConfigMapping(prefix = "cardnym.sms")
interface TextConfig {
  /** Where messages are posted, https, for instance {@code https://sms.example/messages}. */
  Optional<String> endpoint();

  /** A file of mode 0600 whose first line is the bearer token. */
  Optional<Path> tokenFile();

  /** Authorities of the endpoint's certificate, a PEM file, in place of the public ones. */
  Optional<Path> trust();

  /** How long one try may take. */
  @WithDefault("PT10S")
  Duration patience();
}
