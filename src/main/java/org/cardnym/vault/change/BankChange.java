package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.approval.Act;
import org.cardnym.vault.approval.Asked;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** A change to one bank: whoever makes it alone could lead cards elsewhere. */
abstract class BankChange implements Act {
  private final Banks banks;

  BankChange(Banks banks) {
    this.banks = banks;
  }

  static ObjectNode asked(UUID bankId) {
    return Asked.of().put("bank", TypeId.of(IdKind.BANK, bankId));
  }

  static UUID bankId(ObjectNode asked) {
    return TypeId.parse(IdKind.BANK, asked.path("bank").asText());
  }

  static String text(ObjectNode asked, String member) {
    return asked.path(member).asText();
  }

  /** What it changes, in words. */
  abstract List<Plan.Line> lines(ObjectNode asked);

  /** What it depends on besides the bank itself. */
  abstract String standing(ObjectNode asked);

  /** 404 for no bank. */
  @Override
  public final Plan plan(ObjectNode asked) {
    UUID id = bankId(asked);
    Bank bank = banks.find(id).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    var all = new ArrayList<Plan.Line>();
    all.add(new Plan.Line("institution", bank.institutionId()));
    all.add(new Plan.Line("name", bank.name()));
    all.addAll(lines(asked));
    String standing = bank.endpoint() + "\n" + bank.trustPem() + "\n" + standing(asked);
    return new Plan(TypeId.of(IdKind.BANK, id), all, standing);
  }

  @Override
  public final boolean rehearsed() {
    return true;
  }
}
