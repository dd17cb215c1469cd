package org.cardnym.vault.merchant;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The shop that makes this request, found by its token's {@code client_id} (RFC 9068 §2.2). */
@ApplicationScoped
public class MerchantCaller {
  private final SecurityIdentity identity;
  private final Merchants merchants;

  MerchantCaller(SecurityIdentity identity, Merchants merchants) {
    this.identity = identity;
    this.merchants = merchants;
  }

  /**
   * The shop, suspended or not: it may always read.
   *
   * @throws Refusal {@link ErrorCode#FORBIDDEN} if no shop is registered for this client
   */
  public Merchant get() {
    if (identity.getPrincipal() instanceof JsonWebToken token
        && token.getClaim("client_id") instanceof String client) {
      return merchants.byClient(client).orElseThrow(() -> new Refusal(ErrorCode.FORBIDDEN));
    }
    throw new Refusal(ErrorCode.FORBIDDEN);
  }

  /**
   * The shop, if it may ask for payments now.
   *
   * @throws Refusal {@link ErrorCode#FORBIDDEN} or {@link ErrorCode#MERCHANT_SUSPENDED}
   */
  public Merchant requireActive() {
    Merchant merchant = get();
    if (!merchant.active()) {
      throw new Refusal(ErrorCode.MERCHANT_SUSPENDED);
    }
    return merchant;
  }
}
