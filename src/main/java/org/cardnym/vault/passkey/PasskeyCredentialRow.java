package org.cardnym.vault.passkey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** That a credential is registered, for whomever: each once in the whole vault. */
@Entity
@Table(name = "passkey_credential")
class PasskeyCredentialRow extends GuardedRow {
  /** SHA-256 of the credential's id, in hex. */
  @Id String credentialHash = "";

  @Column(nullable = false)
  UUID payerId = new UUID(0, 0);

  @Column(nullable = false)
  UUID passkeyId = new UUID(0, 0);

  @Override
  protected String table() {
    return "passkey_credential";
  }

  @Override
  protected String rowId() {
    return credentialHash;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(credentialHash).add(payerId).add(passkeyId);
  }
}
