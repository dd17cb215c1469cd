package org.cardnym.bench.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cardnym.bench.verdict.Finding.Harm;
import org.cardnym.bench.verdict.Findings;

/**
 * A payment as its merchant knows it. The model: one key makes one payment, and what has ended
 * stays as it ended; whatever is answered is held against that at once.
 */
public final class Sale {
  private static final Set<String> ENDED =
      Set.of("approved", "declined", "failed", "canceled", "expired");

  private final String reference;
  private final String key;
  private final long cents;
  private final String alias;
  private final long begun = System.nanoTime();
  private final Map<String, Object> body;
  private final Findings findings;
  private final List<GiveBack> returns = new ArrayList<>();
  private final Set<String> told = new TreeSet<>();
  private String id = "";
  private String page = "";
  private String state = "";
  private String reversal = "";
  private long refunded;
  private long endedSeen = Long.MAX_VALUE;

  public Sale(
      String reference, String key, long cents, String alias, String shop, Findings findings) {
    this.reference = reference;
    this.key = key;
    this.cents = cents;
    this.alias = alias;
    this.findings = findings;
    this.body = new LinkedHashMap<>();
    body.put("alias", alias);
    body.put("amount", Map.of("value", cents, "currency", "EUR"));
    body.put("order", Map.of("reference", reference));
    body.put("returnUrl", shop + "/return?order=" + reference);
  }

  public String reference() {
    return reference;
  }

  String key() {
    return key;
  }

  /** Whose username was typed. */
  public String alias() {
    return alias;
  }

  /** When the order was made, by {@link System#nanoTime}. */
  public long begun() {
    return begun;
  }

  /** From the order until the shop knew how it ended; meaningless before. */
  public synchronized long millis() {
    return Duration.ofNanos(endedSeen - begun).toMillis();
  }

  public long cents() {
    return cents;
  }

  Map<String, Object> body() {
    return body;
  }

  /** Another order under the same key. */
  Map<String, Object> otherBody() {
    Map<String, Object> other = new LinkedHashMap<>(body);
    other.put("amount", Map.of("value", cents + 1, "currency", "EUR"));
    return other;
  }

  /** Empty until the vault has named it. */
  public synchronized String id() {
    return id;
  }

  synchronized String page() {
    return page;
  }

  public synchronized String state() {
    return state;
  }

  public synchronized String reversal() {
    return reversal;
  }

  public synchronized long refunded() {
    return refunded;
  }

  /** The types of the events that came for it. */
  public synchronized Set<String> told() {
    return Set.copyOf(told);
  }

  public synchronized List<GiveBack> returns() {
    return List.copyOf(returns);
  }

  public synchronized GiveBack giveBack(String refundKey, long asked) {
    GiveBack made = new GiveBack(this, refundKey, asked, findings);
    returns.add(made);
    return made;
  }

  synchronized boolean ended() {
    return ENDED.contains(state);
  }

  /**
   * The vault has answered.
   *
   * @param askedAt when this was asked, as an answer may be overtaken by another
   */
  public synchronized void answered(JsonNode payment, long askedAt) {
    String named = payment.path("id").asText();
    if (!id.isEmpty() && !id.equals(named)) {
      findings.add(Harm.DOUBLE, "two-payments-for-one-key", id, named);
      return;
    }
    id = named;
    page = payment.path("paymentPage").asText(page);
    if (payment.path("amount").path("value").asLong() != cents) {
      findings.add(Harm.UNKNOWN, "amount-changed", id, payment.path("amount").toString());
    }
    String next = payment.path("state").asText();
    if (ended() && !next.equals(state)) {
      if (askedAt > endedSeen) {
        findings.add(Harm.UNKNOWN, "ended-twice", id, state + " then " + next);
      }
      return;
    }
    state = next;
    if (ended() && endedSeen == Long.MAX_VALUE) {
      endedSeen = System.nanoTime();
    }
    if (!reversal.equals("done")) {
      reversal = payment.path("reversal").asText("");
    }
    refunded = Math.max(refunded, payment.path("amounts").path("refunded").asLong());
    if (refunded > cents) {
      findings.add(Harm.DOUBLE, "more-refunded-than-paid", id, Long.toString(refunded));
    }
  }

  /** An event has come. */
  synchronized void told(String type, JsonNode payment) {
    told.add(type);
    long ends =
        told.stream().filter(each -> ENDED.contains(each.replaceFirst("^payment\\.", ""))).count();
    if (ends > 1) {
      findings.add(Harm.UNKNOWN, "told-two-ends", payment.path("id").asText(), told.toString());
    }
  }

  /** A payment that was answered is not there any more. */
  void missing() {
    findings.add(Harm.LOST, "payment-not-found", id(), reference);
  }
}
