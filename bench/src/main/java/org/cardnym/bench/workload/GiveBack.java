package org.cardnym.bench.workload;

import com.fasterxml.jackson.databind.JsonNode;
import org.cardnym.bench.verdict.Finding.Harm;
import org.cardnym.bench.verdict.Findings;

/** A refund as its merchant knows it. */
public final class GiveBack {
  private final Sale sale;
  private final String key;
  private final long asked;
  private final Findings findings;
  private String id = "";
  private String state = "";
  private long amount;

  /**
   * @param asked how much, or 0 for all that is left
   */
  GiveBack(Sale sale, String key, long asked, Findings findings) {
    this.sale = sale;
    this.key = key;
    this.asked = asked;
    this.findings = findings;
  }

  String key() {
    return key;
  }

  long asked() {
    return asked;
  }

  public synchronized String id() {
    return id;
  }

  public synchronized String state() {
    return state;
  }

  public synchronized long amount() {
    return amount;
  }

  synchronized boolean ended() {
    return state.equals("succeeded") || state.equals("declined") || state.equals("refused");
  }

  /** The vault refused it for good: nothing is to go back. */
  synchronized void refused() {
    if (!id.isEmpty()) {
      findings.add(Harm.LOST, "refund-answered-then-refused", sale.id(), id);
    }
    state = "refused";
  }

  public synchronized void answered(JsonNode refund) {
    String told = refund.path("id").asText();
    if (!id.isEmpty() && !id.equals(told)) {
      findings.add(Harm.DOUBLE, "two-refunds-for-one-key", sale.id(), id + " " + told);
    }
    id = told;
    amount = refund.path("amount").path("value").asLong();
    String next = refund.path("state").asText();
    if (!ended()) {
      state = next;
    }
  }
}
