package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.interfaces.ECPublicKey;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cardnym.vault.audit.AuditSigner;

/** The vault's key pairs: the trail's signature, the messages' signature, its end of mutual TLS. */
@ApplicationScoped
public class Signatures implements AuditSigner {
  private final Keys keys;

  Signatures(Keys keys) {
    this.keys = keys;
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
    return keys.of(KeyPurpose.AUDIT).signer(version).sign(message);
  }

  @Override
  public boolean verify(int version, byte[] message, byte[] signature) {
    return keys.of(KeyPurpose.AUDIT).signers().stream()
        .anyMatch(key -> key.version() == version && key.verify(message, signature));
  }

  @Override
  public SortedMap<Integer, ECPublicKey> publicKeys() {
    var open = new TreeMap<Integer, ECPublicKey>();
    keys.of(KeyPurpose.AUDIT).signers().forEach(key -> open.put(key.version(), key.publicKey()));
    return open;
  }

  private SigningKey primary(KeyPurpose purpose) {
    OpenKeyset keyset = keys.of(purpose);
    return keyset.signer(keyset.primary());
  }
}
