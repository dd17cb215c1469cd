package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.approval.Act;
import org.cardnym.vault.approval.Asked;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.card.CardTally;
import org.cardnym.vault.card.Wallet;
import org.cardnym.vault.departure.Farewell;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Backups;
import org.cardnym.vault.payer.Departures;
import org.cardnym.vault.payer.Payer;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.ProofKinds;
import org.cardnym.vault.session.KnownBrowsers;

/**
 * A person is erased on their demand or a court's. It can't be taken back, and it tells nobody who
 * they are: what is said of them here is what an operator may see anyway.
 */
@ApplicationScoped
public class PayerErasure implements Act {
  public static final String KIND = "payer.erase";

  private final Payers payers;
  private final Departures departures;
  private final Farewell farewell;
  private final Wallet wallet;
  private final ProofKinds proofs;
  private final KnownBrowsers browsers;
  private final Backups backups;
  private final Clock clock;

  PayerErasure(
      Payers payers,
      Departures departures,
      Farewell farewell,
      Wallet wallet,
      ProofKinds proofs,
      KnownBrowsers browsers,
      Backups backups,
      Clock clock) {
    this.payers = payers;
    this.departures = departures;
    this.farewell = farewell;
    this.wallet = wallet;
    this.proofs = proofs;
    this.browsers = browsers;
    this.backups = backups;
    this.clock = clock;
  }

  /** The change. */
  public static ObjectNode of(UUID payerId, String reason) {
    return Asked.of().put("payer", TypeId.of(IdKind.PAYER, payerId)).put("reason", reason);
  }

  @Override
  public String kind() {
    return KIND;
  }

  /**
   * As {@link Departures#requireErasable}. A payment that waits for its bank is in nobody's way
   * yet.
   */
  @Override
  public Plan plan(ObjectNode asked) {
    UUID payerId = payer(asked);
    Payer payer = payers.get(payerId);
    Departures.requireErasable(payer.state());
    CardTally cards = wallet.tally(payerId);
    var lines = new ArrayList<Plan.Line>();
    lines.add(new Plan.Line("payer", payer.state().wire() + (payer.frozen() ? ", frozen" : "")));
    lines.add(
        new Plan.Line(
            "cards", Integer.toString(cards.waiting() + cards.active() + cards.limited())));
    lines.add(new Plan.Line("proofs", String.join(", ", proofs.of(payerId))));
    lines.add(new Plan.Line("names", payer.named() ? "1, never given again" : "0"));
    lines.add(new Plan.Line("browsers", Integer.toString(browsers.of(payerId).size())));
    lines.add(new Plan.Line("payments", "stay, without person; what is under way goes on"));
    lines.addAll(BackupWords.of(backups.held(payer.createdAt(), clock.instant())));
    return new Plan(TypeId.of(IdKind.PAYER, payerId), lines, "registered");
  }

  /**
   * What backups still hold of one who has left.
   *
   * @return empty for one who has not
   */
  public List<Plan.Line> remains(UUID payerId) {
    return departures
        .leftAt(payerId)
        .map(left -> BackupWords.of(backups.held(payers.get(payerId).createdAt(), left)))
        .orElse(List.of());
  }

  @Override
  public void run(ObjectNode asked, String by) {
    UUID payerId = payer(asked);
    Backups.Held held = backups.held(payers.get(payerId).createdAt(), clock.instant());
    farewell.erase(
        payerId,
        by,
        Map.of(
            "reason",
            asked.path("reason").asText(),
            "keks",
            BackupWords.versions(held),
            "backups",
            held.goneBy() == null ? "unknown" : held.goneBy().toString()));
  }

  private static UUID payer(ObjectNode asked) {
    return TypeId.parse(IdKind.PAYER, asked.path("payer").asText());
  }
}
