package org.cardnym.vault.admin;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.LinkView;
import org.jspecify.annotations.Nullable;

/**
 * A bank as operators see it: the state that one of them decided, and beside it how replicas see
 * the link.
 *
 * @param reason why the state was last changed
 * @param since when the state began
 */
record BankBody(
    String id,
    @Nullable String institutionId,
    @Nullable String name,
    @Nullable String endpoint,
    @Nullable String trustPem,
    String state,
    @Nullable String reason,
    @Nullable Instant since,
    @Nullable Link link,
    @Nullable Instant addedAt) {
  /**
   * How the link is seen.
   *
   * @param state {@code untried}, {@code up}, or {@code down} where a replica does not get through
   * @param down how many don't, of {@code replicas} that have tried
   */
  record Link(
      String state, @Nullable Instant since, @Nullable String reason, int down, int replicas) {}

  static BankBody of(Bank bank, LinkView link) {
    return new BankBody(
        TypeId.of(IdKind.BANK, bank.id()),
        bank.institutionId(),
        bank.name(),
        bank.endpoint().toString(),
        bank.trustPem(),
        word(bank.state()),
        bank.reason(),
        bank.since(),
        new Link(word(link.state()), link.since(), link.reason(), link.down(), link.replicas()),
        bank.addedAt());
  }

  /** One that somebody wrote past the vault: nothing of it is told. */
  static BankBody refused(UUID id) {
    return new BankBody(
        TypeId.of(IdKind.BANK, id),
        null,
        null,
        null,
        null,
        ListPage.REFUSED,
        null,
        null,
        null,
        null);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
