package org.cardnym.bank;

import java.nio.file.Path;
import java.util.Optional;
import org.cardnym.bank.https.TlsFiles;
import org.cardnym.bank.ledger.DatabaseSettings;

/**
 * All that {@code serve} is told.
 *
 * @param keys the key directory
 * @param institution this bank's id: {@code aud} of messages, {@code iss} of answers
 * @param issuer the vault's name: {@code iss} of messages, {@code aud} of answers
 * @param vaultKeys file with the vault's signature keys
 * @param clientName the name the vault's client certificate must carry, if it is pinned
 */
record BankConfig(
    Path keys,
    String institution,
    String issuer,
    Path vaultKeys,
    Listener link,
    Optional<String> clientName,
    Listener desk,
    DatabaseSettings database) {

  /**
   * Where to listen.
   *
   * @param port 0 for any free one
   */
  record Listener(String host, int port, TlsFiles tls) {}
}
