package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.AuditLag;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.KeyedRows;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.session.KnownBrowsers;

/**
 * The names that browsers have paid with, indexed anew when their key is replaced, so that a known
 * browser stays one. The payer's name is opened for it; the trail counts them.
 */
@ApplicationScoped
class BrowserNames implements KeyedRows {
  private final KnownBrowsers browsers;
  private final Payers payers;
  private final IndexKeys indexes;
  private final AuditLag lag;
  private final Audit audit;

  BrowserNames(
      KnownBrowsers browsers, Payers payers, IndexKeys indexes, AuditLag lag, Audit audit) {
    this.browsers = browsers;
    this.payers = payers;
    this.indexes = indexes;
    this.lag = lag;
    this.audit = audit;
  }

  @Override
  public KeyPurpose purpose() {
    return KeyPurpose.ALIAS_INDEX;
  }

  @Override
  public String table() {
    return "known_browser";
  }

  @Override
  public String versionColumn() {
    return "alias_index_version";
  }

  @Override
  public List<String> key() {
    return List.of("payer_id", "browser_id");
  }

  /** Whoever has no name any more has left, and is known nowhere. */
  @Override
  public void renew(List<?> id) {
    lag.requireCurrent();
    UUID payerId = (UUID) id.get(0);
    UUID browserId = (UUID) id.get(1);
    payers
        .nameIndex(payerId)
        .ifPresentOrElse(
            name -> browsers.reindex(payerId, browserId, name.version(), name.value()),
            () -> browsers.forget(payerId, browserId));
  }

  @Override
  public void renewed(int rows) {
    audit.record(
        AuditEvent.done("vault", AuditAction.NAMES_REINDEXED, null)
            .with(
                Map.of(
                    "names", Integer.toString(rows),
                    "version", Integer.toString(indexes.version(KeyPurpose.ALIAS_INDEX)))));
  }
}
