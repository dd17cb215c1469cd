package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.biometric.ProviderLinks;
import org.cardnym.vault.otp.Otps;
import org.cardnym.vault.passkey.Passkeys;
import org.cardnym.vault.password.Passwords;
import org.cardnym.vault.sms.MobileNumbers;

/** Which kinds of proof a payer has set up; opens none. */
@ApplicationScoped
public class ProofKinds {
  private final Passwords passwords;
  private final Otps otps;
  private final Passkeys passkeys;
  private final MobileNumbers mobiles;
  private final ProviderLinks links;

  ProofKinds(
      Passwords passwords,
      Otps otps,
      Passkeys passkeys,
      MobileNumbers mobiles,
      ProviderLinks links) {
    this.passwords = passwords;
    this.otps = otps;
    this.passkeys = passkeys;
    this.mobiles = mobiles;
    this.links = links;
  }

  /** Of {@code password}, {@code otp}, {@code passkey}, {@code sms} and {@code biometric}. */
  @Transactional
  public List<String> of(UUID payerId) {
    var kinds = new ArrayList<String>();
    if (passwords.has(payerId)) {
      kinds.add("password");
    }
    if (otps.has(payerId)) {
      kinds.add("otp");
    }
    if (passkeys.has(payerId)) {
      kinds.add("passkey");
    }
    if (mobiles.has(payerId)) {
      kinds.add("sms");
    }
    if (!links.of(payerId).isEmpty()) {
      kinds.add("biometric");
    }
    return kinds;
  }
}
