package org.cardnym.vault.intake;

import java.time.ZoneId;
import org.cardnym.vault.alias.PreparedAlias;
import org.cardnym.vault.card.EnteredCard;
import org.jspecify.annotations.Nullable;

/**
 * What one line asks for, judged as far as it can be without looking who holds its name. Does not
 * print.
 */
final class Customer implements AutoCloseable {
  private final int line;
  private final @Nullable String fault;
  private final @Nullable Fit fit;

  /** All that makes a payer. */
  record Fit(PreparedAlias alias, String email, ZoneId zone, EnteredCard card) {
    @Override
    public String toString() {
      return "Fit";
    }
  }

  private Customer(int line, @Nullable String fault, @Nullable Fit fit) {
    this.line = line;
    this.fault = fault;
    this.fit = fit;
  }

  static Customer fit(int line, Fit fit) {
    return new Customer(line, null, fit);
  }

  /** A line that is not taken, with the stable code of the reason. */
  static Customer unfit(int line, String fault) {
    return new Customer(line, fault, null);
  }

  int line() {
    return line;
  }

  @Nullable String fault() {
    return fault;
  }

  @Nullable Fit fit() {
    return fit;
  }

  @Override
  public void close() {
    if (fit != null) {
      fit.card().close();
    }
  }

  @Override
  public String toString() {
    return "Customer";
  }
}
