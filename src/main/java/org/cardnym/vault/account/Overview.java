package org.cardnym.vault.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.cardnym.vault.card.Wallet;
import org.cardnym.vault.enrolment.ProvenPayers;
import org.cardnym.vault.payer.Payer;
import org.cardnym.vault.payer.Payers;

/** What the account page shows first. */
@ApplicationScoped
class Overview {
  private final Payers payers;
  private final Wallet wallet;

  Overview(Payers payers, Wallet wallet) {
    this.payers = payers;
    this.wallet = wallet;
  }

  /**
   * The account.
   *
   * @param freshUntil until when acts that want a fresh proof need no new one
   */
  record Body(
      String alias, String email, boolean frozen, Instant freshUntil, List<CardBody> cards) {
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
        wallet.of(payer.id()).stream().map(CardBody::of).toList());
  }
}
