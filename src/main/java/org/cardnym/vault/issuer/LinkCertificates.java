package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.keys.Signatures;
import org.cardnym.vault.keys.SigningKey;

/** The vault's certificate towards banks: the request for it, and the chain that came back. */
@ApplicationScoped
public class LinkCertificates {
  private final EntityManager entities;
  private final Signatures signatures;
  private final IssuerName issuer;
  private final Audit audit;
  private final Clock clock;

  LinkCertificates(
      EntityManager entities, Signatures signatures, IssuerName issuer, Audit audit, Clock clock) {
    this.entities = entities;
    this.signatures = signatures;
    this.issuer = issuer;
    this.audit = audit;
    this.clock = clock;
  }

  /** The issuer's name in messages, an https URL. */
  public String issuer() {
    return issuer.text();
  }

  /** The vault's public signature keys as JWKs, for the banks to pin. */
  public List<Map<String, Object>> signingKeys() {
    return signatures.messageKeys().stream().map(VaultJwk::of).map(VaultJwk::members).toList();
  }

  /** A certificate signing request (RFC 2986) for the link key, as PEM. */
  public String request() {
    return CertificateRequest.pem(signatures.link(), issuer.host());
  }

  /** The same for the link key that is to take its place; empty where none was added. */
  public Optional<String> nextRequest() {
    return signatures.nextLink().map(key -> CertificateRequest.pem(key, issuer.host()));
  }

  /** The chain of that one, or empty before there is one. */
  @Transactional
  public Optional<String> nextCertificate() {
    return signatures
        .nextLink()
        .map(key -> entities.find(LinkCertificateRow.class, key.version()))
        .map(row -> row.chainPem);
  }

  /** The chain in use, leaf first, as PEM. */
  @Transactional
  public Optional<String> certificate() {
    return newest().map(row -> row.chainPem);
  }

  /**
   * Takes a chain for the link key, or for the one that is to take its place, leaf first; another
   * one for the same key takes the chain's place.
   *
   * @throws org.cardnym.vault.refusal.Refusal CERTIFICATE_UNFIT if the leaf is not for the link
   *     key, not for clients, not valid now, or the chain does not hold together
   */
  @Transactional
  public void certify(String actor, String pem) {
    List<X509Certificate> chain = Pem.certificates(pem);
    SigningKey key =
        signatures
            .nextLink()
            .filter(next -> ClientChain.isFor(chain, next))
            .orElseGet(signatures::link);
    ClientChain.require(chain, key, clock.instant());
    LinkCertificateRow held = entities.find(LinkCertificateRow.class, key.version());
    LinkCertificateRow row = held == null ? new LinkCertificateRow() : held;
    row.keyVersion = key.version();
    row.chainPem = Pem.of(chain);
    row.addedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (held == null) {
      entities.persist(row);
    }
    String serial = chain.get(0).getSerialNumber().toString(16);
    audit.record(
        AuditEvent.done(actor, AuditAction.LINK_CERTIFIED, null)
            .with(Map.of("keyVersion", row.rowId(), "serial", serial)));
  }

  /**
   * The newest link key that has a certificate and is in use: until the next one is, its forerunner
   * serves on.
   */
  Optional<LinkCredential> credential() {
    return newest().map(row -> new LinkCredential(row.keyVersion, row.chainPem));
  }

  private Optional<LinkCertificateRow> newest() {
    return entities
        .createQuery(
            "select c from LinkCertificateRow c where c.keyVersion <= :inUse order by"
                + " c.keyVersion desc",
            LinkCertificateRow.class)
        .setParameter("inUse", signatures.link().version())
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }
}
