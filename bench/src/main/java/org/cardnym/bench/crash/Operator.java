package org.cardnym.bench.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.cardnym.bench.stack.AdminDoor;
import org.cardnym.bench.verdict.Books;
import org.cardnym.bench.verdict.Finding.Harm;
import org.cardnym.bench.verdict.Findings;

/** An operator's look at the end: every payment stands as the database says, the trail is whole. */
final class Operator {
  private static final int TRAIL_PAGES = 40;

  private final AdminDoor admin;
  private final Findings findings;

  Operator(AdminDoor admin, Findings findings) {
    this.admin = admin;
    this.findings = findings;
  }

  void look(Books books) {
    Map<String, String> states = new HashMap<>();
    for (JsonNode page : admin.pages("/payments", Integer.MAX_VALUE)) {
      page.path("items")
          .forEach(each -> states.put(each.path("id").asText(), each.path("state").asText()));
    }
    for (Books.Payment payment : books.payments().values()) {
      String state = states.get(payment.id());
      if (state == null) {
        findings.add(Harm.LOST, "operator-sees-it-not", payment.id(), payment.toString());
      } else if (!state.equals(payment.state())) {
        findings.add(Harm.UNKNOWN, "operator-sees-another-state", payment.id(), state);
      }
    }
    trail();
  }

  private void trail() {
    int entries = 0;
    for (JsonNode page : admin.pages("/audit", TRAIL_PAGES)) {
      for (JsonNode each : page.path("items")) {
        entries++;
        if (!each.path("genuine").asBoolean() || each.path("refused").asBoolean()) {
          findings.add(
              Harm.LOST, "audit-entry-refused", each.path("sequence").asText(), each.toString());
        }
      }
    }
    if (entries == 0) {
      findings.add(Harm.LOST, "audit-can-not-be-read", "audit", "no entry");
    }
  }
}
