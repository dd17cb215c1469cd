package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Reads, checked, what is on record about a bank when a message goes out and when an answer comes
 * back.
 */
@ApplicationScoped
class Channels {
  private final EntityManager entities;
  private final BankKeys keys;
  private final LinkCertificates certificates;

  Channels(EntityManager entities, BankKeys keys, LinkCertificates certificates) {
    this.entities = entities;
    this.keys = keys;
    this.certificates = certificates;
  }

  /**
   * The way to a bank for one message.
   *
   * @throws Refusal {@link ErrorCode#UNAVAILABLE} where bank, keys or certificate don't allow it
   *     now; {@link ErrorCode#ROW_REFUSED}
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Channel open(UUID bankId, Kind kind) {
    BankRow bank = entities.find(BankRow.class, bankId);
    if (bank == null || !bank.state.takes(kind)) {
      throw new Refusal(ErrorCode.UNAVAILABLE);
    }
    PinnedKey recipient =
        keys.sealing(bankId).orElseThrow(() -> new Refusal(ErrorCode.UNAVAILABLE));
    LinkCredential credential =
        certificates.credential().orElseThrow(() -> new Refusal(ErrorCode.UNAVAILABLE));
    var target = new LinkTarget(bank.bank().endpoint(), bank.trustPem, credential);
    return new Channel(bankId, bank.institutionId, recipient, target);
  }

  /**
   * The key that may have signed an answer to such a message, as things stand when the answer is
   * here.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<PinnedKey> answerKey(UUID bankId, Kind kind, String kid) {
    BankRow bank = entities.find(BankRow.class, bankId);
    return bank == null || !bank.state.believed(kind)
        ? Optional.empty()
        : keys.signing(bankId, kid);
  }
}
