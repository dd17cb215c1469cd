package org.cardnym.vault;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.otp.App;
import org.cardnym.vault.otp.Otps;
import org.cardnym.vault.password.Password;
import org.cardnym.vault.password.Passwords;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;

/** Registered payers with password, authenticator and, if wanted, a card of the house bank. */
@ApplicationScoped
public class Shoppers {
  public static final String PASSWORD = "seven kestrels at dawn";
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final Payers payers;
  private final Passwords passwords;
  private final Otps otps;
  private final TestCards cards;
  private final HouseBank bank;

  Shoppers(Payers payers, Passwords passwords, Otps otps, TestCards cards, HouseBank bank) {
    this.payers = payers;
    this.passwords = passwords;
    this.otps = otps;
    this.cards = cards;
    this.bank = bank;
  }

  /** A payer as tests know one. */
  public record Shopper(UUID id, String alias, String email) {}

  public Shopper withoutCard() {
    String alias = "kestrel-fan-" + COUNTER.incrementAndGet() + "-" + letters();
    UUID payerId = TestPayers.active(payers, alias);
    try (Password password = Password.typed(PASSWORD)) {
      passwords.set(payerId, password, List.of());
    }
    return new Shopper(payerId, alias, payers.email(payerId));
  }

  /** One whose card may pay 500.00 EUR a payment and 1000.00 EUR a day. */
  public Shopper withCard(boolean holderAgreed) {
    Shopper shopper = withoutCard();
    cards.verified(shopper.id(), bank.id(), TestCards.VISA, holderAgreed);
    return shopper;
  }

  public Shopper withCard() {
    return withCard(true);
  }

  /** A code that was never used: of an authenticator set up this moment with the code before. */
  public String freshCode(Shopper shopper) {
    return freshCode(shopper, Duration.ZERO);
  }

  /** The same while the vault's clock is ahead. */
  public String freshCode(Shopper shopper, Duration ahead) {
    App app = App.type(otps.begin(shopper.id()).secret());
    Duration before = ahead.minusSeconds(30);
    boolean confirmed = otps.confirm(shopper.id(), app.code(before));
    // Where a step ended in between, the code before is two steps old.
    assertThat(confirmed || otps.confirm(shopper.id(), app.code(before))).isTrue();
    return app.code(ahead);
  }

  private static String letters() {
    return UUID.randomUUID().toString().replaceAll("[0-9-]", "").concat("abc").substring(0, 3);
  }
}
