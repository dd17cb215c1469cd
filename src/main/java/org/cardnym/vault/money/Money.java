package org.cardnym.vault.money;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * An amount.
 *
 * @param value minor units of the currency, 0 to 999,999,999,999 (ISO 8583 data element 4 holds
 *     twelve digits)
 * @param currency ISO 4217 alphabetic code
 */
public record Money(long value, String currency) {
  public static final long MAX_VALUE = 999_999_999_999L;

  public Money {
    if (value < 0 || value > MAX_VALUE) {
      throw new Refusal(ErrorCode.AMOUNT_REFUSED);
    }
    known(currency);
  }

  /** An amount that somebody is to pay: above zero. */
  public static Money payable(long value, String currency) {
    if (value <= 0) {
      throw new Refusal(ErrorCode.AMOUNT_REFUSED);
    }
    return new Money(value, currency);
  }

  /** The number of decimal places of the currency. */
  public int decimals() {
    return Math.max(0, known(currency).getDefaultFractionDigits());
  }

  /** The sum, in one currency, or a refusal where it leaves the range. */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("two currencies");
    }
    return new Money(value + other.value, currency);
  }

  /** For people, in the language's own manner, for instance {@code €19.99}. */
  public String display(Locale locale) {
    var format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(known(currency));
    format.setMinimumFractionDigits(decimals());
    format.setMaximumFractionDigits(decimals());
    String shown = format.format(BigDecimal.valueOf(value, decimals()));
    // A currency without a sign of its own is shown by its code, which wants a space.
    return shown.startsWith(currency)
        ? currency + "\u00a0" + shown.substring(currency.length()).stripLeading()
        : shown;
  }

  private static Currency known(String code) {
    try {
      Currency currency = Currency.getInstance(code);
      if (currency.getDefaultFractionDigits() >= 0) {
        return currency;
      }
    } catch (IllegalArgumentException unknown) {
      throw new Refusal(ErrorCode.CURRENCY_UNKNOWN);
    }
    throw new Refusal(ErrorCode.CURRENCY_UNKNOWN);
  }
}
