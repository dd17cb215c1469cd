package org.cardnym.vault.change;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.issuer.BankKey;
import org.cardnym.vault.issuer.BankKeys;
import org.cardnym.vault.issuer.Banks;

/** One more key of a bank: messages are sealed to it, or answers believed that it signs. */
@Singleton
public class BankKeyAddition extends BankChange {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  private final BankKeys keys;

  BankKeyAddition(Banks banks, BankKeys keys) {
    super(banks);
    this.keys = keys;
  }

  public static ObjectNode of(UUID bankId, BankKey.Use use, Map<String, Object> jwk) {
    ObjectNode asked = asked(bankId).put("use", use.wire());
    asked.set("jwk", MAPPER.valueToTree(jwk));
    return asked;
  }

  @Override
  public String kind() {
    return "bank.keys.add";
  }

  @Override
  List<Plan.Line> lines(ObjectNode asked) {
    return List.of(
        new Plan.Line("use", text(asked, "use")),
        new Plan.Line("kid", BankKeys.kid(use(asked), jwk(asked))));
  }

  @Override
  String standing(ObjectNode asked) {
    return "";
  }

  @Override
  public void run(ObjectNode asked, String by) {
    keys.add(by, bankId(asked), use(asked), jwk(asked));
  }

  private static BankKey.Use use(ObjectNode asked) {
    return BankKey.Use.valueOf(text(asked, "use").toUpperCase(Locale.ROOT));
  }

  private static Map<String, Object> jwk(ObjectNode asked) {
    return MAPPER.convertValue(asked.path("jwk"), MEMBERS);
  }
}
