package org.cardnym.vault.web;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The allow-list of what may be logged as a field. Identifiers, codes and numbers: never a name, a
 * contact, an address of a person, a secret, or anything of a card. A field that is not listed here
 * is logged as {@value #WITHHELD}.
 */
final class LogFields {
  static final String WITHHELD = "(withheld)";

  private static final Set<String> ALLOWED =
      Set.of(
          // HTTP
          "request",
          "door",
          "method",
          "status",
          "code",
          "millis",
          // Replicas, keys and the trail
          "replica",
          "purpose",
          "version",
          "epoch",
          "number",
          "count",
          "hash",
          "seconds",
          "table",
          "row",
          // Identifiers on the wire
          "payment",
          "refund",
          "payer",
          "card",
          "merchant",
          "bank",
          "route",
          "message",
          "session",
          "event",
          "client",
          // Work
          "kind",
          "state",
          "outcome",
          "attempt",
          "bucket",
          "limit",
          "provider",
          "name",
          "reason",
          "cause",
          "subject",
          "skipped",
          "error");

  /**
   * What an allowed field's value may look like; anything longer or stranger is not an identifier,
   * a code or a number.
   */
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._:/+$-]{0,128}");

  /** What an allowed field must not be, whatever it is called: a telephone number of E.164. */
  private static final Pattern TELEPHONE = Pattern.compile("\\+[0-9]{7,15}");

  private LogFields() {}

  static String value(String field, String value) {
    boolean allowed = ALLOWED.contains(field) && VALUE.matcher(value).matches();
    return allowed && !CardShape.in(value) && !TELEPHONE.matcher(value).matches()
        ? value
        : WITHHELD;
  }
}
