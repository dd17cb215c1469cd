package org.cardnym.vault.merchant;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** What an operator says of a shop; the members are those of {@link Merchant}. */
public record NewMerchant(
    String displayName,
    String legalName,
    String categoryCode,
    String country,
    String clientId,
    List<String> origins,
    String returnUrl,
    Merchant.Elsewhere elsewhere) {
  static final int MAX_ORIGINS = 10;
  private static final int MAX_DISPLAY_NAME = 40;
  private static final int MAX_LEGAL_NAME = 100;
  private static final Pattern CATEGORY = Pattern.compile("[0-9]{4}");
  private static final Pattern CLIENT = Pattern.compile("[A-Za-z][A-Za-z0-9._~-]{1,63}");
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  public NewMerchant {
    origins = List.copyOf(origins);
  }

  /** A shop whose payments are paid where they were begun, as it is unless an operator says so. */
  public NewMerchant(
      String displayName,
      String legalName,
      String categoryCode,
      String country,
      String clientId,
      List<String> origins,
      String returnUrl) {
    this(
        displayName,
        legalName,
        categoryCode,
        country,
        clientId,
        origins,
        returnUrl,
        Merchant.Elsewhere.REFUSE);
  }

  /**
   * Refuses the first member that does not fit, by its name. Addresses are judged by {@link
   * ShopOrigins}.
   */
  void require() {
    member("displayName", PlainText.fits(displayName, MAX_DISPLAY_NAME));
    member("legalName", PlainText.fits(legalName, MAX_LEGAL_NAME));
    member("categoryCode", CATEGORY.matcher(categoryCode).matches());
    member("country", COUNTRIES.contains(country));
    member("clientId", CLIENT.matcher(clientId).matches());
    member("origins", !origins.isEmpty() && origins.size() <= MAX_ORIGINS);
  }

  private static void member(String name, boolean fits) {
    if (!fits) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", name));
    }
  }
}
