package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.biometric.Biometrics;
import org.cardnym.vault.biometric.Return;
import org.cardnym.vault.biometric.Trip;
import org.cardnym.vault.id.IdKind;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Sends a payment's browser to an identity service, and takes it back once. */
@ApplicationScoped
public class ProviderTrips {
  /** Registered with each service, so it never changes. */
  private static final String CALLBACK = "/pay/callback";

  private final Biometrics biometrics;
  private final URI callback;

  ProviderTrips(
      Biometrics biometrics, @ConfigProperty(name = "cardnym.pages.origin") String origin) {
    this.biometrics = biometrics;
    this.callback = URI.create(origin + CALLBACK);
  }

  /** What the page offers; it depends on no name. */
  public List<ProviderButton> buttons() {
    return biometrics.choices().stream()
        .map(choice -> new ProviderButton(choice.name(), choice.displayName()))
        .toList();
  }

  /**
   * Where to send the browser. Call it without a transaction.
   *
   * @param cookie the value of the payment's own cookie
   * @throws org.cardnym.vault.refusal.Refusal {@code NOT_FOUND}, {@code UNAVAILABLE}, {@code
   *     CONFLICT}
   */
  public URI begin(String provider, Consent consent, String cookie, boolean choosesCard) {
    return biometrics.begin(
        provider,
        new Trip(
            IdKind.PAYMENT, consent.subject(), cookie, consent.digest(), callback, choosesCard));
  }

  /** The payment that a returning browser's state names, if it is one. */
  public Optional<UUID> payment(@Nullable String state) {
    return biometrics.subject(IdKind.PAYMENT, state);
  }

  /**
   * Uses the state up; empty if it is not this browser's, or over. Call it without a transaction.
   *
   * @param cookie the value of the payment's own cookie
   */
  public Optional<GivenToken> arrive(
      @Nullable String cookie,
      @Nullable String state,
      @Nullable String code,
      @Nullable String issuer) {
    return cookie == null
        ? Optional.empty()
        : biometrics
            .arrive(IdKind.PAYMENT, cookie, callback, new Return(state, code, issuer))
            .map(GivenToken::new);
  }
}
