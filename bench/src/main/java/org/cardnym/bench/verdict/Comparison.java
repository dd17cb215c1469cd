package org.cardnym.bench.verdict;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.cardnym.bench.verdict.Books.Booking;
import org.cardnym.bench.verdict.Books.Payment;
import org.cardnym.bench.verdict.Books.Refund;
import org.cardnym.bench.verdict.Books.Totals;
import org.cardnym.bench.verdict.Finding.Harm;
import org.cardnym.bench.workload.GiveBack;
import org.cardnym.bench.workload.Sale;

/** Holds the three books against each other, when nothing is open any more. */
public final class Comparison {
  private final Collection<Sale> sales;
  private final Function<String, Set<String>> told;
  private final Books books;
  private final Findings findings;

  /**
   * @param told the types of the events that came about a payment or refund
   */
  public Comparison(
      Collection<Sale> sales, Function<String, Set<String>> told, Books books, Findings findings) {
    this.sales = sales;
    this.told = told;
    this.books = books;
    this.findings = findings;
  }

  /** Every rule over every payment. */
  public void run() {
    for (Sale sale : sales) {
      merchantAgainstVault(sale);
    }
    for (Payment payment : books.payments().values()) {
      vaultAgainstBank(payment);
      hold(payment);
      told(payment);
    }
    for (Refund refund : books.refunds()) {
      refund(refund);
    }
    for (String payment : books.bookings().keySet()) {
      if (!books.payments().containsKey(payment)) {
        add(Harm.UNKNOWN, "bank-has-what-vault-has-not", payment, booked(payment).toString());
      }
    }
  }

  private void merchantAgainstVault(Sale sale) {
    if (sale.id().isEmpty()) {
      return;
    }
    Payment payment = books.payments().get(sale.id());
    if (payment == null) {
      add(Harm.LOST, "answered-and-gone", sale.id(), sale.reference());
      return;
    }
    if (!payment.state().equals(sale.state()) || payment.refunded() != sale.refunded()) {
      add(
          Harm.UNKNOWN,
          "merchant-and-vault-differ",
          sale.id(),
          sale.state() + " " + sale.refunded() + " against " + payment);
    }
    if (!payment.reference().equals(sale.reference()) || payment.amount() != sale.cents()) {
      add(Harm.UNKNOWN, "another-order", sale.id(), payment.toString());
    }
    for (GiveBack back : sale.returns()) {
      if (!back.id().isEmpty()) {
        againstVault(sale, back);
      }
    }
  }

  private void againstVault(Sale sale, GiveBack back) {
    Refund refund =
        books.refunds().stream()
            .filter(each -> each.id().equals(back.id()))
            .findFirst()
            .orElse(null);
    if (refund == null || !refund.payment().equals(sale.id())) {
      add(Harm.LOST, "refund-answered-and-gone", back.id(), sale.id());
    } else if (!refund.state().equalsIgnoreCase(back.state()) || refund.amount() != back.amount()) {
      add(Harm.UNKNOWN, "merchant-and-vault-differ", back.id(), back.state() + " " + refund);
    }
  }

  /** Approved is one live authorization at the bank; anything else is none. */
  private void vaultAgainstBank(Payment payment) {
    List<Booking> bookings = booked(payment.id());
    List<Booking> live = bookings.stream().filter(Booking::live).toList();
    boolean approved = payment.state().equals("approved");
    String both = payment + " " + bookings;
    if (live.size() > 1) {
      add(Harm.DOUBLE, "charged-twice", payment.id(), both);
    } else if (!approved && !live.isEmpty()) {
      add(Harm.DOUBLE, "charged-and-not-approved", payment.id(), both);
    } else if (approved && live.isEmpty()) {
      add(Harm.UNKNOWN, "approved-and-not-charged", payment.id(), both);
    }
    Totals totals = books.totals().getOrDefault(payment.id(), new Totals(0, 0));
    if (totals.approvals() > 1) {
      add(Harm.DOUBLE, "authorized-twice", payment.id(), both);
    }
    long expected = approved ? payment.refunded() - payment.amount() : 0;
    if (totals.balance() != expected) {
      add(Harm.DOUBLE, "balance-off", payment.id(), totals + " " + both);
    }
    if (approved && live.size() == 1) {
      sums(payment, live.getFirst());
    }
  }

  private void sums(Payment payment, Booking booking) {
    long given =
        books.refunds().stream()
            .filter(each -> each.payment().equals(payment.id()))
            .filter(each -> each.state().equals("SUCCEEDED"))
            .mapToLong(Refund::amount)
            .sum();
    boolean agree =
        booking.amount() == payment.amount()
            && payment.captured() == payment.amount()
            && booking.refunded() == payment.refunded()
            && payment.refunded() == given
            && payment.refunding() == 0;
    if (!agree) {
      add(Harm.UNKNOWN, "sums-differ", payment.id(), payment + " " + booking + " " + given);
    }
    if (given > payment.captured()) {
      add(Harm.DOUBLE, "more-refunded-than-paid", payment.id(), payment + " " + given);
    }
  }

  private void hold(Payment payment) {
    String fits = payment.state().equals("approved") ? "USED" : "RELEASED";
    if (payment.hold() == null
        ? payment.state().equals("approved")
        : !Objects.equals(payment.hold(), fits)) {
      add(Harm.UNKNOWN, "hold-left", payment.id(), payment.toString());
    }
  }

  private void told(Payment payment) {
    if (!told.apply(payment.id()).contains("payment." + payment.state())) {
      add(Harm.LOST, "end-not-told", payment.id(), payment + " " + told.apply(payment.id()));
    }
    if ("DONE".equals(payment.reversal())
        && !told.apply(payment.id()).contains("payment.reversed")) {
      add(Harm.LOST, "reversal-not-told", payment.id(), payment.toString());
    }
  }

  private void refund(Refund refund) {
    String type = "refund." + refund.state().toLowerCase(Locale.ROOT);
    if (!told.apply(refund.id()).contains(type)) {
      add(Harm.LOST, "end-not-told", refund.id(), refund.toString());
    }
  }

  private List<Booking> booked(String payment) {
    return books.bookings().getOrDefault(payment, List.of());
  }

  private void add(Harm harm, String rule, String about, String detail) {
    findings.add(harm, rule, about, detail);
  }
}
