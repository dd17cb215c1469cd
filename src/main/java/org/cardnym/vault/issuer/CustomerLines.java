package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cardnym.vault.card.CardMessages;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** Opens the lines of files in which banks move customers in (docs/issuer-protocol.md §10). */
@ApplicationScoped
public class CustomerLines {
  /** Bytes of a line, without its end. */
  public static final int MAX_LINE = 4_096;

  private final Banks banks;
  private final KeySets bankKeys;
  private final IntakeKeys vaultKeys;
  private final IssuerName issuer;
  private final CardMessages messages;
  private final Clock clock;

  CustomerLines(
      Banks banks,
      KeySets bankKeys,
      IntakeKeys vaultKeys,
      IssuerName issuer,
      CardMessages messages,
      Clock clock) {
    this.banks = banks;
    this.bankKeys = bankKeys;
    this.vaultKeys = vaultKeys;
    this.issuer = issuer;
    this.messages = messages;
    this.clock = clock;
  }

  /** Opens lines of one bank with the keys of this moment; for a few seconds. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Opens one.
     *
     * @return what the taker closes
     * @throws Refusal {@link ErrorCode#LINE_REFUSED} with a {@code reason}
     */
    CustomerLine read(byte[] line);
  }

  /**
   * What opens lines of this bank.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} without the bank
   */
  @Transactional
  public Reader reader(UUID bankId) {
    Bank bank = banks.find(bankId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    Map<String, PrivateKey> opening = vaultKeys.opening();
    Map<String, PublicKey> signing =
        bankKeys.of(bankId).stream()
            .filter(row -> row.use == BankKey.Use.SIG && row.state == BankKey.State.ACTIVE)
            .map(BankKeyRow::pinned)
            .collect(Collectors.toUnmodifiableMap(PinnedKey::kid, PinnedKey::key));
    var opener =
        new LineOpener(
            opening, signing, bank.institutionId(), issuer.text(), messages::read, clock);
    return line -> {
      try {
        return opener.open(line);
      } catch (AnswerRefused refused) {
        throw refused(refused.reason().wire());
      }
    };
  }

  /** A line that is not taken, for a reason of its own. */
  public static Refusal refused(String reason) {
    return new Refusal(ErrorCode.LINE_REFUSED, Map.of("reason", reason));
  }
}
