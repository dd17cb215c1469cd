package org.cardnym.vault;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rooms' table of the design as data: from the ground up, each room with the others it may use.
 */
final class Rooms {
  /** Open to every room. */
  static final Set<String> OPEN =
      Set.of("readiness", "refusal", "id", "money", "text", "trace", "page");

  /**
   * Open to every room that stands below them in the table; in this order, each to the next as
   * well.
   */
  static final List<String> GROUND =
      List.of("audit", "pkcs11", "custody", "keys", "retention", "limit");

  private static final Map<String, Set<String>> BESIDE = new LinkedHashMap<>();

  static {
    room("session");
    room("alias");
    room("payer", "alias");
    room("notice", "payer");
    room("password", "payer");
    room("otp", "payer");
    room("recovery", "payer");
    room("passkey", "payer");
    room("biometric", "payer");
    room("sms", "payer", "notice");
    room("proof", "password", "otp", "passkey", "biometric", "sms", "payer", "session", "notice");
    room("merchant");
    room("card", "payer", "session");
    room("issuer", "card", "proof");
    room("reconciliation", "issuer");
    room(
        "enrolment",
        "alias",
        "payer",
        "notice",
        "session",
        "password",
        "otp",
        "passkey",
        "biometric",
        "proof",
        "card",
        "issuer");
    room("portfolio", "card", "issuer");
    room("intake", "alias", "payer", "card", "issuer");
    room("payment", "alias", "payer", "session", "card", "proof", "issuer", "merchant");
    room("checkout", "payment", "proof", "session");
    room("departure", "payment", "proof", "payer", "notice", "session");
    room(
        "account",
        "departure",
        "payment",
        "card",
        "proof",
        "passkey",
        "sms",
        "payer",
        "notice",
        "session",
        "enrolment",
        "alias");
    room(
        "security",
        "account",
        "enrolment",
        "proof",
        "password",
        "otp",
        "passkey",
        "recovery",
        "sms",
        "payer",
        "notice",
        "session",
        "alias");
    room("approval", "passkey");
    room(
        "change",
        "approval",
        "departure",
        "issuer",
        "intake",
        "portfolio",
        "payment",
        "proof",
        "payer",
        "card",
        "session");
    var admin = new HashSet<>(BESIDE.keySet());
    admin.removeAll(Set.of("checkout", "account", "security"));
    admin.add("web");
    BESIDE.put("web", Set.of());
    BESIDE.put("admin", admin);
  }

  private Rooms() {}

  /** Every room of the table. */
  static Set<String> all() {
    var all = new HashSet<>(OPEN);
    all.addAll(GROUND);
    all.addAll(BESIDE.keySet());
    return all;
  }

  /** What a room may use, itself left out. */
  static Set<String> usable(String room) {
    var usable = new HashSet<>(OPEN);
    if (OPEN.contains(room)) {
      usable.remove(room);
      return usable;
    }
    int ground = GROUND.indexOf(room);
    usable.addAll(ground < 0 ? GROUND : GROUND.subList(0, ground));
    usable.addAll(BESIDE.getOrDefault(room, Set.of()));
    return usable;
  }

  private static void room(String name, String... beside) {
    BESIDE.put(name, new HashSet<>(Arrays.asList(beside)));
  }
}
