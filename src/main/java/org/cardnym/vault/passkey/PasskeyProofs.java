package org.cardnym.vault.passkey;

import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.exception.Base64UrlException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.passkey.ChallengeRow.Act;
import org.cardnym.vault.payer.DecoyProof;
import org.cardnym.vault.payer.Payers;
import org.jspecify.annotations.Nullable;

/**
 * Asks for signatures of passkeys and judges them. Tries are counted by the caller, before it asks
 * for a judgement.
 */
@ApplicationScoped
public class PasskeyProofs implements DecoyProof {
  private final EntityManager entities;
  private final Challenges challenges;
  private final Ceremonies ceremonies;
  private final Payers payers;
  private final Audit audit;
  private final Clock clock;
  private final Event<ClonedPasskey> cloned;

  PasskeyProofs(
      EntityManager entities,
      Challenges challenges,
      Ceremonies ceremonies,
      Payers payers,
      Audit audit,
      Clock clock,
      Event<ClonedPasskey> cloned) {
    this.entities = entities;
    this.challenges = challenges;
    this.ceremonies = ceremonies;
    this.payers = payers;
    this.audit = audit;
    this.clock = clock;
    this.cloned = cloned;
  }

  /**
   * Asks for a signature, of whomever.
   *
   * @param digest 32 bytes over all that is consented to
   */
  @Transactional
  public PasskeyRequest ask(byte[] digest) {
    return PasskeyRequest.of(challenges.make(Act.PROVE, digest, null), ceremonies.rpId());
  }

  /**
   * Judges a signature as this payer's, for what is consented to now; call it without a
   * transaction. The challenge is used up first. A payer without this credential costs the same
   * work, on the decoy's key. Empty for whatever is wrong.
   *
   * @throws org.cardnym.vault.refusal.Refusal {@code ROW_REFUSED}
   */
  public Optional<HeldPasskey> judge(UUID payerId, byte[] digest, SignedPasskey given) {
    Optional<Challenges.Answered> answered =
        challenges.take(Ceremonies.challenge(given.clientData()));
    ByteArray challenge =
        answered
            .map(once -> once.of(Act.PROVE, digest))
            .orElseGet(() -> new ByteArray(Challenges.random()));
    Stored stored = QuarkusTransaction.requiringNew().call(() -> stored(payerId, given.id()));
    try {
      Ceremonies.Asserted held = ceremonies.authenticate(challenge, stored.credential(), given);
      return Optional.ofNullable(stored.passkeyId())
          .map(id -> new HeldPasskey(payerId, id, held.signCount(), held.backedUp()));
    } catch (Flawed flawed) {
      UUID passkeyId = stored.passkeyId();
      if (flawed.flaw() == Flaw.CLONED && passkeyId != null) {
        QuarkusTransaction.requiringNew().run(() -> suspect(payerId, passkeyId));
      }
      return Optional.empty();
    }
  }

  /**
   * Marks a signature as used, in the caller's transaction; false if the passkey is gone or stopped
   * meanwhile, or another signature of it with a later count was used.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean mark(HeldPasskey held) {
    PasskeyRow row = locked(held.payerId(), held.passkeyId());
    if (row == null || row.suspectAt != null) {
      return false;
    }
    if (held.signCount() <= row.signCount && (held.signCount() != 0 || row.signCount != 0)) {
      return false;
    }
    row.signCount = held.signCount();
    row.backedUp = held.backedUp();
    row.usedAt = now();
    return true;
  }

  @Override
  public void prepare(UUID decoy) {
    if (decoys(decoy) == null) {
      Credential nobodys = DecoyCredential.make();
      var row = new PasskeyRow();
      row.payerId = decoy;
      row.passkeyId = decoy;
      row.credentialId = nobodys.id().getBytes();
      row.credentialHash = Passkeys.hash(nobodys.id());
      row.publicKey = nobodys.key().getBytes();
      row.userHandle = nobodys.userHandle().getBytes();
      row.name = payers.seal(decoy, "passkey/" + decoy, new byte[0]);
      row.addedAt = now();
      entities.persist(row);
    }
  }

  /**
   * What a signature is verified with.
   *
   * @param passkeyId null if the credential is the decoy's
   */
  private record Stored(Credential credential, @Nullable UUID passkeyId) {}

  /** The same statements whoever is asked for. */
  private Stored stored(UUID payerId, String credentialId) {
    PasskeyRow decoys = decoys(payers.decoy());
    Optional<PasskeyRow> asked =
        entities
            .createQuery(
                "select p from PasskeyRow p where p.payerId = :payer and p.credentialHash = :hash",
                PasskeyRow.class)
            .setParameter("payer", payerId)
            .setParameter("hash", hash(credentialId))
            .getResultStream()
            .findFirst();
    if (asked.isPresent()) {
      return new Stored(asked.get().credential(), asked.get().passkeyId);
    }
    return new Stored(decoys == null ? DecoyCredential.make() : decoys.credential(), null);
  }

  private @Nullable PasskeyRow decoys(UUID decoy) {
    return entities.find(PasskeyRow.class, new PasskeyRow.Key(decoy, decoy));
  }

  private void suspect(UUID payerId, UUID passkeyId) {
    PasskeyRow row = locked(payerId, passkeyId);
    if (row == null || row.suspectAt != null) {
      return;
    }
    row.suspectAt = now();
    audit.record(
        AuditEvent.refused(
                Payers.actor(payerId),
                AuditAction.PASSKEY_SUSPECT,
                TypeId.of(IdKind.PAYER, payerId))
            .with(Map.of("passkey", TypeId.of(IdKind.PASSKEY, passkeyId))));
    cloned.fire(new ClonedPasskey(payerId, passkeyId));
  }

  /** The row as it stands now, locked; null if it is gone. */
  private @Nullable PasskeyRow locked(UUID payerId, UUID passkeyId) {
    PasskeyRow row = entities.find(PasskeyRow.class, new PasskeyRow.Key(payerId, passkeyId));
    try {
      if (row != null) {
        entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
      }
      return row;
    } catch (EntityNotFoundException gone) {
      return null;
    }
  }

  /** An id that can't be read is nobody's. */
  private static String hash(String credentialId) {
    try {
      return Passkeys.hash(ByteArray.fromBase64Url(credentialId));
    } catch (Base64UrlException | RuntimeException unreadable) {
      return "";
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
