package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.cardnym.vault.audit.AuditSigner;

/** The vault's key pairs: the trail's signature, the messages' signature, its end of mutual TLS. */
@ApplicationScoped
public class Signatures implements AuditSigner {
  private final Keys keys;
  private final EndedKeys ended;

  Signatures(Keys keys, EndedKeys ended) {
    this.keys = keys;
    this.ended = ended;
  }

  /** The key that signs messages to banks now. */
  public SigningKey message() {
    return primary(KeyPurpose.MESSAGE);
  }

  /** All message keys whose signatures banks may still see. */
  public Collection<SigningKey> messageKeys() {
    return keys.of(KeyPurpose.MESSAGE).signers();
  }

  /** The vault's TLS key towards banks. */
  public SigningKey link() {
    return primary(KeyPurpose.LINK);
  }

  /** The link key that was added and is to take its place; empty where there is none. */
  public Optional<SigningKey> nextLink() {
    OpenKeyset keyset = keys.of(KeyPurpose.LINK);
    return keyset.signers().stream().filter(key -> key.version() > keyset.primary()).findFirst();
  }

  /** The key with this version, for instance the one that a certificate was made for. */
  public SigningKey link(int version) {
    return keys.of(KeyPurpose.LINK).signer(version);
  }

  @Override
  public boolean ready() {
    return keys.open();
  }

  @Override
  public int version() {
    return keys.of(KeyPurpose.AUDIT).primary();
  }

  @Override
  public byte[] sign(int version, byte[] message) {
    keys.requireRead();
    return keys.of(KeyPurpose.AUDIT).signer(version).sign(message);
  }

  @Override
  public boolean verify(int version, long batch, byte[] message, byte[] signature) {
    Optional<SigningKey> live =
        keys.of(KeyPurpose.AUDIT).signers().stream()
            .filter(key -> key.version() == version)
            .findFirst();
    if (live.isPresent()) {
      return live.get().verify(message, signature);
    }
    return ended
        .find(version)
        .filter(half -> batch <= Objects.requireNonNull(half.lastBatch()))
        .filter(half -> SigningKey.verify(half.key(), message, signature))
        .isPresent();
  }

  @Override
  public List<PublicHalf> publicKeys() {
    var live =
        keys.of(KeyPurpose.AUDIT).signers().stream()
            .map(key -> new PublicHalf(key.version(), key.publicKey(), null));
    return Stream.concat(live, ended.all().stream())
        .sorted(Comparator.comparingInt(PublicHalf::version))
        .toList();
  }

  private SigningKey primary(KeyPurpose purpose) {
    OpenKeyset keyset = keys.of(purpose);
    return keyset.signer(keyset.primary());
  }
}
