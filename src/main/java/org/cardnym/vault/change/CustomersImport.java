package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.cardnym.vault.approval.Act;
import org.cardnym.vault.approval.Asked;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.intake.Blocks;
import org.cardnym.vault.intake.Intakes;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.BankKeys;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** A bank's file of customers, whose cards nobody will ask the bank about: let in, not yet sent. */
@ApplicationScoped
public class CustomersImport implements Act {
  public static final String KIND = "payers.import";

  private final Banks banks;
  private final BankKeys keys;
  private final Intakes intakes;

  CustomersImport(Banks banks, BankKeys keys, Intakes intakes) {
    this.banks = banks;
    this.keys = keys;
    this.intakes = intakes;
  }

  public static ObjectNode of(Intakes.File file) {
    return Asked.of()
        .put("bank", TypeId.of(IdKind.BANK, file.bankId()))
        .put("file", file.file())
        .put("lines", file.lines())
        .put("blocks", file.blocks().hex());
  }

  /** What a request for this file is about: its content too, which the id alone doesn't tell. */
  public static String subject(Intakes.File file) {
    return TypeId.of(IdKind.BANK, file.bankId()) + "/" + file.file() + "/" + file.blocks().digest();
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** 404 for no bank; 409 {@code import_known}. */
  @Override
  public Plan plan(ObjectNode asked) {
    Intakes.File file = file(asked);
    Bank bank = banks.find(file.bankId()).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    intakes.requireNew(file.bankId(), file.file());
    return new Plan(
        subject(file),
        List.of(
            new Plan.Line("institution", bank.institutionId()),
            new Plan.Line("name", bank.name()),
            new Plan.Line("file", file.file()),
            new Plan.Line("lines", Integer.toString(file.lines())),
            new Plan.Line("digest", file.blocks().digest())),
        BankKeyRetirement.set(keys.list(file.bankId())));
  }

  @Override
  public void run(ObjectNode asked, String by) {
    intakes.open(by, file(asked));
  }

  @Override
  public boolean rehearsed() {
    return true;
  }

  private static Intakes.File file(ObjectNode asked) {
    return new Intakes.File(
        BankChange.bankId(asked),
        BankChange.text(asked, "file"),
        asked.path("lines").asInt(),
        Blocks.parse(BankChange.text(asked, "blocks")));
  }
}
