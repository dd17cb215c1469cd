package org.cardnym.vault.intake;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.CustomerLines;
import org.cardnym.vault.issuer.Routes;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Takes the blocks of a file in their order, each once and in one transaction. Any replica may take
 * the next one.
 */
@ApplicationScoped
public class BlockTaking {
  /** Bytes of a block: every line at its longest. */
  public static final int MOST_BYTES = Blocks.LINES * (CustomerLines.MAX_LINE + 1);

  private final Intakes intakes;
  private final BlockStore store;
  private final CustomerLines lines;
  private final Routes routes;
  private final Banks banks;

  BlockTaking(Intakes intakes, BlockStore store, CustomerLines lines, Routes routes, Banks banks) {
    this.intakes = intakes;
    this.store = store;
    this.lines = lines;
    this.routes = routes;
    this.banks = banks;
  }

  /**
   * Takes a block; one that was taken before changes nothing.
   *
   * @param block from nought on
   * @throws Refusal {@link ErrorCode#NOT_FOUND}; {@link ErrorCode#TOO_LARGE}; {@link
   *     ErrorCode#CONFLICT} with {@code next} where another comes first, with {@code state} where
   *     the bank takes no new cards now; {@link ErrorCode#IMPORT_OTHER_FILE} for other bytes than
   *     were signed for
   */
  public IntakeView take(UUID intakeId, int block, byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new Refusal(ErrorCode.TOO_LARGE, Map.of("maximum", MOST_BYTES));
    }
    IntakeView intake = look(intakeId);
    if (block < 0 || block >= intake.blocks()) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    List<byte[]> read = store.require(intake, block, bytes);
    if (block < intake.done()) {
      return intake;
    }
    if (block > intake.done()) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("next", intake.done()));
    }
    requireActive(intake.bankId());
    var customers = new ArrayList<Customer>();
    try {
      var judge = new LineJudge(intake, lines.reader(intake.bankId()), routes);
      for (int i = 0; i < read.size(); i++) {
        customers.add(judge.judge(block * Blocks.LINES + i + 1, read.get(i)));
      }
      // Else lines would be refused for good that were judged while the bank took none.
      requireActive(intake.bankId());
      keep(intakeId, block, customers);
    } finally {
      customers.forEach(Customer::close);
    }
    return look(intakeId);
  }

  private void requireActive(UUID bankId) {
    Bank.State state =
        banks.find(bankId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND)).state();
    if (state != Bank.State.ACTIVE) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("state", state.name().toLowerCase(Locale.ROOT)));
    }
  }

  private IntakeView look(UUID intakeId) {
    return intakes.find(intakeId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  private void keep(UUID intakeId, int block, List<Customer> customers) {
    try {
      QuarkusTransaction.requiringNew().run(() -> store.keep(intakeId, block, customers));
    } catch (RuntimeException perhapsTaken) {
      if (perhapsTaken instanceof Refusal refused && refused.code() != ErrorCode.KEY_CLOSED) {
        throw refused;
      }
      // Somebody may have claimed one of the names meanwhile, or replaced the key; the second look
      // sees that they did.
      QuarkusTransaction.requiringNew().run(() -> store.keep(intakeId, block, customers));
    }
  }
}
