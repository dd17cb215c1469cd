package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.cardnym.vault.approval.Act;
import org.cardnym.vault.approval.Asked;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.issuer.Banks;

/** A new bank. */
@ApplicationScoped
public class BankAddition implements Act {
  private final Banks banks;

  BankAddition(Banks banks) {
    this.banks = banks;
  }

  public static ObjectNode of(String institutionId, String name, String endpoint, String trustPem) {
    return Asked.of()
        .put("institutionId", institutionId)
        .put("name", name)
        .put("endpoint", endpoint)
        .put("trustPem", trustPem);
  }

  @Override
  public String kind() {
    return "bank.add";
  }

  @Override
  public Plan plan(ObjectNode asked) {
    return new Plan(
        BankChange.text(asked, "institutionId"),
        List.of(
            new Plan.Line("name", BankChange.text(asked, "name")),
            new Plan.Line("endpoint", BankChange.text(asked, "endpoint")),
            new Plan.Line("trust", Banks.prints(BankChange.text(asked, "trustPem")))),
        "none");
  }

  @Override
  public void run(ObjectNode asked, String by) {
    banks.add(
        by,
        BankChange.text(asked, "institutionId"),
        BankChange.text(asked, "name"),
        BankChange.text(asked, "endpoint"),
        BankChange.text(asked, "trustPem"));
  }

  @Override
  public boolean rehearsed() {
    return true;
  }
}
