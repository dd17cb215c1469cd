package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.KeyedRows;

/**
 * Merchants' idempotency keys, of which only keyed values are kept: they can't be made anew, and an
 * old key is needed for as long as they stand, which is for ever.
 */
@ApplicationScoped
class RequestKeyRows implements KeyedRows {
  @Override
  public KeyPurpose purpose() {
    return KeyPurpose.REQUEST_DIGEST;
  }

  @Override
  public String table() {
    return "idempotency";
  }

  @Override
  public String versionColumn() {
    return "digest_version";
  }

  @Override
  public List<String> key() {
    return List.of("merchant_id", "key");
  }

  @Override
  public boolean renewable() {
    return false;
  }

  @Override
  public void renew(List<?> id) {
    throw new IllegalStateException("of an idempotency key only its keyed value is kept");
  }

  @Override
  public void renewed(int rows) {
    // None ever is.
  }
}
