package org.cardnym.vault.card;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.UUID;
import org.cardnym.vault.keys.DataKey;
import org.cardnym.vault.keys.Envelopes;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Seals records into their rows and opens them again; what does not open in its own row raises the
 * alarm.
 */
@ApplicationScoped
class CardSafe {
  private final Envelopes envelopes;
  private final RowAlarm alarm;

  CardSafe(Envelopes envelopes, RowAlarm alarm) {
    this.envelopes = envelopes;
    this.alarm = alarm;
  }

  /** Seals the card under a fresh key of its own, bound to the row's payer, card and bank. */
  void seal(CardRow row, CardPlain plain) {
    Envelopes.Made made = envelopes.create(row.binding().owner());
    row.key = made.wrapped();
    row.record =
        Lending.lend(
            plain, (open, access) -> sealed(made.key(), row, CardRecord.write(open, access)));
  }

  /**
   * Seals an open card anew for another bank, under another key: the old bank's record and key are
   * gone from the row together.
   */
  void seal(CardRow row, CardPlain plain, UUID bankId) {
    Envelopes.Made made = envelopes.create(row.binding().owner());
    // From here on nothing is asked of the database, so the row is written whole.
    row.bankId = bankId;
    row.key = made.wrapped();
    row.record =
        Lending.lend(
            plain, (open, access) -> sealed(made.key(), row, CardRecord.write(open, access)));
  }

  /**
   * Opens the row's record.
   *
   * @return plaintext that the caller closes
   * @throws Refusal {@link ErrorCode#ROW_REFUSED} if key or record were sealed for another row
   */
  CardPlain open(CardRow row) {
    byte[] record = {};
    try {
      DataKey key = envelopes.unwrap(row.key, row.binding().owner());
      record = key.open(row.record, row.binding().record());
      return CardRecord.read(record);
    } catch (Refusal refused) {
      if (refused.code() == ErrorCode.ROW_REFUSED) {
        alarm.raise(row.table(), row.rowId());
      }
      throw refused;
    } finally {
      Arrays.fill(record, (byte) 0);
    }
  }

  private static byte[] sealed(DataKey key, CardRow row, byte[] record) {
    try {
      return key.seal(record, row.binding().record());
    } finally {
      Arrays.fill(record, (byte) 0);
    }
  }
}
