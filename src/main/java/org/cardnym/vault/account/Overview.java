package org.cardnym.vault.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.cardnym.vault.card.Wallet;
import org.cardnym.vault.enrolment.ProvenPayers;
import org.cardnym.vault.payer.Payer;
import org.cardnym.vault.payer.Payers;
import org.jspecify.annotations.Nullable;

/** What the account page shows first. */
@ApplicationScoped
class Overview {
  private final Payers payers;
  private final Wallet wallet;
  private final Clock clock;

  Overview(Payers payers, Wallet wallet, Clock clock) {
    this.payers = payers;
    this.wallet = wallet;
    this.clock = clock;
  }

  /**
   * The account.
   *
   * @param freshUntil until when acts that want a fresh proof need no new one
   * @param loosensFrom from when on things may be loosened again; null if they may
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      String alias,
      String email,
      boolean frozen,
      Instant freshUntil,
      @Nullable Instant loosensFrom,
      List<CardBody> cards) {
    @Override
    public String toString() {
      return "Body";
    }
  }

  @Transactional
  Body of(Visit visit) {
    Payer payer = payers.get(visit.payerId());
    Instant proven = Objects.requireNonNull(visit.session().provenAt());
    return new Body(
        payers.aliasTyped(payer.id()).orElse(""),
        payers.email(payer.id()),
        payer.frozen(),
        proven.plus(ProvenPayers.FRESH),
        payer.mayLoosen(clock.instant()) ? null : payer.loosensFrom(),
        wallet.of(payer.id()).stream().map(CardBody::of).toList());
  }
}
