package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.DataKey;
import org.cardnym.vault.keys.Envelopes;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The vault's own {@code enc} key (docs/issuer-protocol.md §10): made when it is first asked for,
 * so that a vault that takes no files has none.
 */
@ApplicationScoped
public class IntakeKeys {
  private final EntityManager entities;
  private final Envelopes envelopes;
  private final Audit audit;
  private final Clock clock;

  IntakeKeys(EntityManager entities, Envelopes envelopes, Audit audit, Clock clock) {
    this.entities = entities;
    this.envelopes = envelopes;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The public half as banks pin it, a JWK with {@code use} and {@code kid}; makes the key unless
   * it stands.
   *
   * @param actor who asks, for the trail
   */
  @Transactional
  public Map<String, Object> current(String actor) {
    // One at a time: the bank must be given the key that the vault keeps.
    entities.createNativeQuery("lock table intake_key in share row exclusive mode").executeUpdate();
    List<IntakeKeyRow> rows = rows();
    IntakeKeyRow row = rows.isEmpty() ? make(actor) : rows.getFirst();
    return jwk(publicKey(row)).toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }

  /**
   * Makes another, for banks to seal to from now on; what was sealed to the others opens still.
   *
   * @param actor who asks, for the trail
   */
  @Transactional
  public Map<String, Object> replace(String actor) {
    entities.createNativeQuery("lock table intake_key in share row exclusive mode").executeUpdate();
    return jwk(publicKey(make(actor))).toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }

  /**
   * One of them.
   *
   * @param inUse what banks are given now
   */
  public record View(String kid, boolean inUse, Instant madeAt) {}

  /** All there are, the newest first. */
  @Transactional
  public List<View> list() {
    List<IntakeKeyRow> rows = rows();
    return rows.stream()
        .map(row -> new View(kid(row), row.equals(rows.getFirst()), row.madeAt))
        .toList();
  }

  /**
   * Removes one that another has taken the place of: what was sealed to it opens no more.
   *
   * @throws Refusal as {@link #requireReplaced}
   */
  @Transactional
  public void retire(String actor, String kid) {
    entities.createNativeQuery("lock table intake_key in share row exclusive mode").executeUpdate();
    requireReplaced(kid);
    rows().stream().filter(row -> kid(row).equals(kid)).forEach(entities::remove);
    audit.record(AuditEvent.done(actor, AuditAction.IMPORT_KEY_RETIRED, kid));
  }

  /**
   * @throws Refusal {@link ErrorCode#NOT_FOUND}; {@link ErrorCode#CONFLICT} for the one that banks
   *     are given
   */
  @Transactional
  public void requireReplaced(String kid) {
    View found =
        list().stream()
            .filter(view -> view.kid().equals(kid))
            .findFirst()
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    if (found.inUse()) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("missing", "another_key"));
    }
  }

  private static String kid(IntakeKeyRow row) {
    return jwk(publicKey(row)).getKeyId();
  }

  /** The private halves by their thumbprints. */
  @Transactional
  public Map<String, PrivateKey> opening() {
    var keys = new HashMap<String, PrivateKey>();
    rows().forEach(row -> keys.put(kid(row), privateKey(row)));
    return keys;
  }

  private IntakeKeyRow make(String actor) {
    UUID id = Uuids.next(clock.instant());
    Envelopes.Made made = envelopes.create(IntakeKeyRow.owner(id));
    var row = new IntakeKeyRow(id, made.wrapped());
    KeyPair pair = fresh();
    byte[] secret = pair.getPrivate().getEncoded();
    row.sealed = made.key().seal(secret, IntakeKeyRow.binding(id));
    Arrays.fill(secret, (byte) 0);
    row.publicKey = pair.getPublic().getEncoded();
    row.madeAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    entities.persist(row);
    audit.record(
        AuditEvent.done(actor, AuditAction.IMPORT_KEY_MADE, jwk(pair.getPublic()).getKeyId()));
    return row;
  }

  private List<IntakeKeyRow> rows() {
    return entities
        .createQuery("select k from IntakeKeyRow k order by k.madeAt desc", IntakeKeyRow.class)
        .getResultList();
  }

  private PrivateKey privateKey(IntakeKeyRow row) {
    DataKey key = envelopes.unwrap(row.wrapped, row.keyOwner());
    byte[] secret = key.open(row.sealed, IntakeKeyRow.binding(row.keyId));
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(secret));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a guarded key is none on P-256");
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static PublicKey publicKey(IntakeKeyRow row) {
    try {
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(row.publicKey));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a guarded key is none on P-256", impossible);
    }
  }

  private static KeyPair fresh() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the platform makes no P-256 keys", impossible);
    }
  }

  private static PublicJsonWebKey jwk(PublicKey key) {
    try {
      PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(key);
      jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
      jwk.setUse("enc");
      return jwk;
    } catch (JoseException impossible) {
      throw new IllegalStateException("a P-256 key has a JWK", impossible);
    }
  }
}
