package org.cardnym.vault.keys;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.security.GeneralSecurityException;
import java.util.List;

/** Data keys as they are, for tests that look for them where none may be. */
@ApplicationScoped
public class OpenedKeys {
  private final EntityManager entities;
  private final RowCounts counts;
  private final Keys keys;

  OpenedKeys(EntityManager entities, RowCounts counts, Keys keys) {
    this.entities = entities;
    this.counts = counts;
    this.keys = keys;
  }

  /** Of every row that has one. */
  public List<byte[]> all() {
    return rows().stream().map(this::open).toList();
  }

  /** Of the rows with this identifier, as alarms name them. */
  public List<byte[]> of(String rowName) {
    return rows().stream().filter(row -> row.rowName().equals(rowName)).map(this::open).toList();
  }

  /** Every row with a wrapped key. */
  List<? extends HoldsKey> rows() {
    return QuarkusTransaction.requiringNew()
        .call(() -> counts.tables().stream().flatMap(rows -> rows(rows).stream()).toList());
  }

  private List<? extends HoldsKey> rows(WrappedRows rows) {
    return entities
        .createQuery("select r from " + rows.row().getSimpleName() + " r", rows.row())
        .getResultList();
  }

  private byte[] open(HoldsKey row) {
    try {
      WrappedKey wrapped = row.wrappedKey();
      return keys.of(KeyPurpose.KEK)
          .aead(wrapped.kekVersion())
          .decrypt(wrapped.bytes(), bound(row));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** As {@link Envelopes} binds it. */
  static byte[] bound(HoldsKey row) {
    return bound(row.keyOwner(), row.wrappedKey().kekVersion());
  }

  static byte[] bound(AssociatedData owner, int kekVersion) {
    return AssociatedData.of("data-key/1").with(owner.bytes()).with(kekVersion).bytes();
  }
}
