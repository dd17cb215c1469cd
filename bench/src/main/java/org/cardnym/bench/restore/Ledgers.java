package org.cardnym.bench.restore;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cardnym.bench.verdict.Books;
import org.cardnym.bench.verdict.Books.Booking;
import org.cardnym.bench.verdict.Books.Payment;
import org.cardnym.bench.verdict.Books.Totals;
import org.cardnym.bench.workload.Sale;
import org.cardnym.bench.workload.Shop;
import org.cardnym.sandbox.web.Answer;

/**
 * Holds the three books against each other after a recovery. What the shop counts is what it is
 * told when it asks again: a payment that the vault has lost is void, and must be void at the bank.
 */
final class Ledgers {
  private final Shop shop;
  private final Books books;
  private final List<String> wrong = new ArrayList<>();
  private int approved;
  private int lost;

  Ledgers(Shop shop, Books books) {
    this.shop = shop;
    this.books = books;
  }

  List<String> compare() throws IOException {
    Set<String> known = new HashSet<>(books.payments().keySet());
    for (Sale sale : shop.sales()) {
      known.add(sale.id());
      Answer answer = shop.ask(0, sale);
      if (answer.status() == 410 && answer.code().equals("payment_lost")) {
        lost++;
        isVoid(sale.id(), "lost");
        require(!books.payments().containsKey(sale.id()), sale.id() + " is lost and there");
      } else if (answer.ok()) {
        agree(sale.id(), answer.json());
      } else {
        wrong.add(sale.id() + " answered " + answer.status() + " " + answer.code());
      }
    }
    for (String payment : books.bookings().keySet()) {
      require(known.contains(payment), payment + " is at the bank only");
    }
    return wrong;
  }

  int approved() {
    return approved;
  }

  int lost() {
    return lost;
  }

  private void agree(String id, JsonNode told) {
    Payment payment = books.payments().get(id);
    String state = told.path("state").asText();
    if (payment == null || !payment.state().equals(state)) {
      wrong.add(id + " is " + state + " to the shop, in the vault " + payment);
      return;
    }
    if (!state.equals("approved")) {
      isVoid(id, state);
      return;
    }
    approved++;
    long refunded = told.at("/amounts/refunded").asLong();
    List<Booking> live = live(id);
    require(
        live.size() == 1
            && live.getFirst().amount() == payment.amount()
            && live.getFirst().refunded() == payment.refunded()
            && payment.refunded() == refunded
            && totals(id).balance() == refunded - payment.amount(),
        id + " is approved: " + payment + " " + live + " " + totals(id) + ", told " + refunded);
  }

  private void isVoid(String id, String state) {
    require(
        live(id).isEmpty() && totals(id).balance() == 0,
        id + " is " + state + " and lives at the bank: " + live(id) + " " + totals(id));
  }

  private List<Booking> live(String id) {
    return books.bookings().getOrDefault(id, List.of()).stream()
        .filter(each -> each.approved() && !each.reversed())
        .toList();
  }

  private Totals totals(String id) {
    Totals totals = books.totals().getOrDefault(id, new Totals(0, 0));
    require(totals.approvals() <= 1, id + " was authorized more than once: " + totals);
    return totals;
  }

  private void require(boolean so, String otherwise) {
    if (!so) {
      wrong.add(otherwise);
    }
  }
}
