package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.issuer.BankKey;
import org.cardnym.vault.issuer.BankKeys;
import org.cardnym.vault.issuer.Banks;

/** A key of a bank goes for good. */
@Singleton
public class BankKeyRetirement extends BankChange {
  private final BankKeys keys;

  BankKeyRetirement(Banks banks, BankKeys keys) {
    super(banks);
    this.keys = keys;
  }

  public static ObjectNode of(UUID bankId, String kid) {
    return asked(bankId).put("kid", kid);
  }

  @Override
  public String kind() {
    return "bank.keys.retire";
  }

  @Override
  List<Plan.Line> lines(ObjectNode asked) {
    return List.of(new Plan.Line("kid", text(asked, "kid")));
  }

  @Override
  String standing(ObjectNode asked) {
    return set(keys.list(bankId(asked)));
  }

  @Override
  public void run(ObjectNode asked, String by) {
    keys.retire(by, bankId(asked), text(asked, "kid"));
  }

  static String set(List<BankKey> keys) {
    return keys.stream()
        .map(key -> key.kid() + " " + key.state())
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
