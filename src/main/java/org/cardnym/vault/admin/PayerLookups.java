package org.cardnym.vault.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.cardnym.vault.alias.AliasIndex;
import org.cardnym.vault.alias.AliasText;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Finds the payer whom an operator means. Every look is in the trail before its answer: who looked,
 * at whom, and by what; a name that nobody holds stands there as a keyed hash.
 */
@ApplicationScoped
class PayerLookups {
  private static final Pattern WORD = Pattern.compile("\\s+");

  /** What may stand around a word. */
  private static final Pattern EDGE = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

  private final Payers payers;
  private final Aliases aliases;
  private final Audit audit;
  private final Actor actor;

  PayerLookups(Payers payers, Aliases aliases, Audit audit, Actor actor) {
    this.payers = payers;
    this.aliases = aliases;
    this.audit = audit;
    this.actor = actor;
  }

  /**
   * The payer of this identifier.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}, for the payer that stands in for unknown names too
   */
  UUID byId(String id) {
    UUID payerId = TypeId.parse(IdKind.PAYER, id);
    return looked(payerId, person(payerId), id, "id");
  }

  /**
   * The payer who holds a name.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}; {@code ALIAS_…} for what can be nobody's name, as
   *     what could be a card number, which is neither kept nor answered
   */
  UUID byName(String typed) {
    AliasIndex name = aliases.index(AliasText.prepare(typed));
    UUID payerId = aliases.payerOf(name).orElse(payers.decoy());
    boolean held = person(payerId);
    String subject = held ? TypeId.of(IdKind.PAYER, payerId) : "name:" + name.value();
    return looked(payerId, held, subject, "name");
  }

  /**
   * Refuses a text that stays for good and has a payer's name among its words. Whoever asks could
   * have looked the name up.
   *
   * @throws Refusal {@link ErrorCode#MALFORMED} for the {@code reason}
   */
  void requireUnnamed(UUID payerId, String reason) {
    boolean names =
        WORD.splitAsStream(reason)
            .map(word -> EDGE.matcher(word).replaceAll(""))
            .anyMatch(word -> isNameOf(payerId, word));
    if (names) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "reason"));
    }
  }

  private boolean isNameOf(UUID payerId, String word) {
    try {
      AliasIndex name = aliases.index(AliasText.prepare(word));
      return aliases.payerOf(name).filter(payerId::equals).isPresent();
    } catch (Refusal nobodysName) {
      return false;
    }
  }

  private UUID looked(UUID payerId, boolean there, String subject, String by) {
    AuditEvent event =
        there
            ? AuditEvent.done(actor.name(), AuditAction.PAYER_LOOKED_UP, subject)
            : AuditEvent.refused(actor.name(), AuditAction.PAYER_LOOKED_UP, subject);
    audit.recordApart(event.with(Map.of("by", by)));
    if (!there) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return payerId;
  }

  private boolean person(UUID payerId) {
    return !payerId.equals(payers.decoy()) && payers.find(payerId).isPresent();
  }
}
