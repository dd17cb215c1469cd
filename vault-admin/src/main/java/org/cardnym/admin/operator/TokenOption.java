package org.cardnym.admin.operator;

import java.nio.file.Path;
import org.cardnym.admin.desk.Prompt;
import org.cardnym.admin.pkcs11.TokenSession;
import org.cardnym.admin.rootkey.TokenKeyName;
import org.cardnym.admin.secret.Pin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The hardware token in which a root key is made, and stays. */
final class TokenOption {
  @Option(
      names = "--pkcs11",
      required = true,
      paramLabel = "LIBRARY",
      description = "The root key is made in a hardware token: its PKCS #11 library, absolute.")
  private Path library;

  @Option(names = "--token", required = true, paramLabel = "LABEL", description = "Its label.")
  private String token;

  @Option(
      names = "--token-serial",
      paramLabel = "NUMBER",
      defaultValue = "",
      description =
          "Its serial number, where the vault shall take no other one of that label: a copy too has"
              + " another.")
  private String serial;

  @Option(
      names = "--key",
      paramLabel = "LABEL",
      defaultValue = "cardnym-root-key",
      description = "The key's label. Default: ${DEFAULT-VALUE}.")
  private String key;

  @Option(
      names = "--existing-key",
      description =
          "The key is there already: an AES-256 key that can't leave the token. None is made.")
  private boolean existing;

  @ArgGroup(exclusive = true)
  private @Nullable PinSource pin;

  TokenKeyName name() {
    return TokenKeyName.of(token, serial, key);
  }

  boolean existing() {
    return existing;
  }

  TokenSession open(Prompt prompt) {
    try (Pin secret = pin != null ? pin.read() : PinSource.ask(prompt)) {
      return TokenSession.open(library, token, serial, secret);
    }
  }
}
