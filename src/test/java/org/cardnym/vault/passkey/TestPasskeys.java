package org.cardnym.vault.passkey;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.cardnym.vault.TestDoors;

/** Payers' passkeys, added by the door that the account page uses. */
@ApplicationScoped
public class TestPasskeys {
  private final Passkeys passkeys;

  TestPasskeys(Passkeys passkeys) {
    this.passkeys = passkeys;
  }

  /** An authenticator with a new passkey of this payer, in a browser on the vault's pages. */
  public Authenticator of(UUID payerId) {
    Authenticator authenticator = Authenticator.at(TestDoors.pagesOrigin());
    NewPasskey made = authenticator.make(passkeys.begin(payerId));
    QuarkusTransaction.requiringNew().run(() -> passkeys.add(payerId, made, null));
    return authenticator;
  }
}
