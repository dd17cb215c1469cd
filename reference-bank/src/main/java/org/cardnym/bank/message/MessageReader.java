package org.cardnym.bank.message;

import java.time.InstantSource;
import org.cardnym.bank.keys.KeyedHash;
import org.cardnym.bank.seal.OpenedMessage;

/** From an opened payload to a message that may be decided on. */
public final class MessageReader {

  private final TransmissionReader transmissions;
  private final KeyedHash keyedHash;
  private final InstantSource clock;

  /**
   * @param issuer the vault's issuer name, the only {@code iss} taken
   * @param institution this bank's id, the only {@code aud} taken
   */
  public MessageReader(
      String issuer, String institution, KeyedHash keyedHash, InstantSource clock) {
    this.transmissions = new TransmissionReader(issuer, institution);
    this.keyedHash = keyedHash;
    this.clock = clock;
  }

  /**
   * @throws org.cardnym.bank.refusal.Refusal if a check of section 3 fails or a member has another
   *     shape
   */
  public ReceivedMessage read(OpenedMessage opened) {
    Transmission transmission = transmissions.read(opened, clock.instant());
    Message message = KindReader.read(transmission.kind(), new Members(opened.payload()));
    return new ReceivedMessage(transmission, message, ContentHash.of(opened.payload(), keyedHash));
  }
}
