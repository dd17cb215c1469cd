package org.cardnym.vault.intake;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.alias.AliasText;
import org.cardnym.vault.alias.PreparedAlias;
import org.cardnym.vault.card.EnteredCard;
import org.cardnym.vault.issuer.CustomerLine;
import org.cardnym.vault.issuer.CustomerLines;
import org.cardnym.vault.issuer.Routes;
import org.cardnym.vault.payer.ContactText;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Judges the lines of one block by all that an ordinary enrolment asks of names and cards. */
final class LineJudge {
  private static final int LONGEST_ZONE = 64;

  private final IntakeView intake;
  private final CustomerLines.Reader reader;
  private final Routes routes;

  /** The bank of each beginning of a number, of this block's moment. */
  private final Map<String, Optional<UUID>> banks = new HashMap<>();

  LineJudge(IntakeView intake, CustomerLines.Reader reader, Routes routes) {
    this.intake = intake;
    this.reader = reader;
    this.routes = routes;
  }

  /**
   * Judges the line with this number.
   *
   * @return what the taker closes
   */
  Customer judge(int number, byte[] bytes) {
    try (CustomerLine line = reader.read(bytes)) {
      if (!line.file().equals(intake.file())
          || line.line() != number
          || line.count() != intake.lines()) {
        throw CustomerLines.refused("message");
      }
      PreparedAlias alias = AliasText.prepare(present(line.text("alias")));
      String email = ContactText.require(present(line.text("email")));
      ZoneId zone = zone(line.text("zone"));
      return Customer.fit(number, new Customer.Fit(alias, email, zone, card(line)));
    } catch (Refusal refused) {
      return Customer.unfit(number, code(refused));
    }
  }

  private EnteredCard card(CustomerLine line) {
    EnteredCard card = line.card();
    try {
      if (!bank(card.routingPrefix()).equals(Optional.of(intake.bankId()))) {
        throw CustomerLines.refused("bank");
      }
      return card;
    } catch (RuntimeException refused) {
      card.close();
      throw refused;
    }
  }

  private Optional<UUID> bank(String prefix) {
    return banks.computeIfAbsent(prefix, routes::bankFor);
  }

  private static ZoneId zone(@Nullable String name) {
    if (name == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(name.length() > LONGEST_ZONE ? "" : name);
    } catch (DateTimeException unknown) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
  }

  private static String present(@Nullable String member) {
    if (member == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    return member;
  }

  /**
   * What stands in the report: {@code line_key}, {@code alias_taken}; never anything of the line.
   */
  private static String code(Refusal refused) {
    return switch (refused.code()) {
      case LINE_REFUSED -> "line_" + refused.facts().get("reason");
      case SEALED, KEYS_STALE, ROW_REFUSED, AUDIT_BEHIND, RECOVERY, UNAVAILABLE -> throw refused;
      default -> refused.code().wire();
    };
  }
}
