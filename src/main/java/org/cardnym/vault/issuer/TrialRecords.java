package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What has to be on record before a bank can be spoken to. */
@ApplicationScoped
class TrialRecords {
  private final BankKeys keys;
  private final LinkCertificates certificates;
  private final Clock clock;

  TrialRecords(BankKeys keys, LinkCertificates certificates, Clock clock) {
    this.keys = keys;
    this.certificates = certificates;
    this.clock = clock;
  }

  /**
   * @throws org.cardnym.vault.refusal.Refusal ROW_REFUSED where somebody else wrote them
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public TrialFinding look(UUID bankId) {
    Optional<PinnedKey> sealing = keys.sealing(bankId);
    if (sealing.isEmpty()) {
      return TrialFinding.failed(TrialCheck.RECORDS, "no_encryption_key");
    }
    long signing =
        keys.list(bankId).stream()
            .filter(k -> k.use() == BankKey.Use.SIG && k.state() == BankKey.State.ACTIVE)
            .count();
    if (signing == 0) {
      return TrialFinding.failed(TrialCheck.RECORDS, "no_signature_key");
    }
    Optional<LinkCredential> credential = certificates.credential();
    if (credential.isEmpty()) {
      return TrialFinding.failed(TrialCheck.RECORDS, "no_client_certificate");
    }
    X509Certificate leaf = Pem.certificates(credential.get().chainPem()).getFirst();
    Instant ends = leaf.getNotAfter().toInstant();
    TrialFinding finding =
        ends.isBefore(clock.instant())
            ? TrialFinding.failed(TrialCheck.RECORDS, "client_certificate_over")
            : TrialFinding.held(TrialCheck.RECORDS);
    return finding
        .with("encryptionKey", sealing.get().kid())
        .with("signatureKeys", signing)
        .with("clientCertificateEnds", ends);
  }
}
