package org.cardnym.admin.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** What the vault's warnings mean, and what to do about them. */
public final class Warning {
  /** What it means that the vault's state is sealed. */
  private static final String SEALED =
      "sealed: no payment can be made until the root key is opened.";

  private static final String SANDBOX = "sandbox";

  private Warning() {}

  /** What it means, and how far its custodians have come where shares open it. */
  public static String sealed(JsonNode status) {
    JsonNode seal = status.path("seal");
    return switch (seal.path("custody").asText()) {
      case "shares" ->
          "%s %d of %d shares were given to this replica."
              .formatted(SEALED, seal.path("given").asInt(), seal.path("threshold").asInt());
      case "pkcs11" ->
          "%s Its token: %s."
              .formatted(SEALED, seal.path("trouble").asText("was not asked since it was sealed"));
      default -> SEALED;
    };
  }

  /** What to do about that. */
  public static String nextOfSealed(JsonNode status) {
    return switch (status.at("/seal/custody").asText()) {
      case "shares" -> "Each custodian: vault-admin login, then vault-admin operator unseal.";
      case "pkcs11" ->
          "docs/operations.md says what each code asks for; then vault-admin operator unseal.";
      default -> "Look for root-key file and passphrase in the vault's log; docs/root-key-file.md.";
    };
  }

  /** The codes in a status, each once, whether a sandbox says so by its flag or by a warning. */
  public static SequencedSet<String> codesIn(JsonNode status) {
    SequencedSet<String> codes = new LinkedHashSet<>();
    if (status.path("sandbox").asBoolean()) {
      codes.add(SANDBOX);
    }
    status.path("warnings").forEach(warning -> codes.add(warning.asText()));
    return codes;
  }

  /**
   * @param code as the vault writes it; one that is not known here is passed on as it is
   */
  public static String explain(String code) {
    return switch (code) {
      case "custody_single" ->
          "custody_single: one person with the root-key file and its passphrase opens every card.";
      case "single_database" ->
          "single_database: the database has no synchronous copy; its loss loses payments.";
      case SANDBOX -> "SANDBOX: only public test numbers are accepted; never use real cards.";
      case "audit_behind" ->
          "audit_behind: the audit trail is not signed any more; card work has stopped.";
      case "recovery" ->
          "recovery: the database was restored; no payment is taken until the recovery has ended.";
      case "place_unknown" ->
          "place_unknown: the database does not say where it lies; a restored one is told by kept"
              + " heads only.";
      case "keys_stale" -> "keys_stale: the keys have not been read lately; card work has stopped.";
      case "root_key_unreachable" ->
          "root_key_unreachable: the token does not answer; card work stops after half a minute.";
      case "key_due" -> "key_due: a key has served longer than it may; keys list says which.";
      case "cards_moving" ->
          "cards_moving: cards are on their way from one bank to another, or wait for their time.";
      case "purge_overdue" ->
          "purge_overdue: something is kept for longer than it may be; nothing purges it.";
      case "purge_failed" -> "purge_failed: a purge fails and is tried again.";
      case "purge_left" -> "purge_left: rows whose time is over could not be purged.";
      default -> code;
    };
  }

  /** What to do about it. */
  public static String next(String code) {
    return switch (code) {
      case "custody_single" -> "Store file and passphrase apart, with different people.";
      case "single_database" -> "Give the database a synchronous standby.";
      case SANDBOX -> "Nothing, if this is meant to be a sandbox.";
      case "root_key_unreachable" ->
          "Bring the token back; the vault finds it by itself. status says why, by a code.";
      case "recovery" -> "vault-admin operator recover says what is left.";
      case "place_unknown" ->
          "Let the vault's database user call pg_control_system; see that heads files are kept.";
      case "key_due" -> "vault-admin keys rotate kek; docs/operations.md has a runbook.";
      case "cards_moving" -> "Nothing; vault-admin banks moves list says how far they are.";
      case "purge_overdue", "purge_failed", "purge_left" ->
          "vault-admin retention show says which; docs/operations.md has a runbook.";
      default -> "Look into the vault's log; docs/operations.md has a runbook.";
    };
  }
}
