package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.issuer.Banks;

/** Other authorities for a bank's server. */
@Singleton
public class BankTrust extends BankChange {
  private final Banks banks;

  BankTrust(Banks banks) {
    super(banks);
    this.banks = banks;
  }

  public static ObjectNode of(UUID bankId, String pem) {
    return asked(bankId).put("pem", pem);
  }

  @Override
  public String kind() {
    return "bank.trust";
  }

  @Override
  List<Plan.Line> lines(ObjectNode asked) {
    return List.of(new Plan.Line("trust", Banks.prints(text(asked, "pem"))));
  }

  @Override
  String standing(ObjectNode asked) {
    return "";
  }

  @Override
  public void run(ObjectNode asked, String by) {
    banks.trust(by, bankId(asked), text(asked, "pem"));
  }
}
