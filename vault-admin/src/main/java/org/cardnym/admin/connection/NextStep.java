package org.cardnym.admin.connection;

import java.util.List;

/** What an operator can do after the vault said no. */
final class NextStep {
  private NextStep() {}

  /**
   * @param code of the problem, empty where there is none
   * @param asked the parts of the path after {@code /admin/v1}
   */
  static String after(int status, String code, List<String> asked) {
    String known = byCode(code);
    return known.isEmpty() ? byStatus(status, asked) : known;
  }

  private static String byCode(String code) {
    return switch (code) {
      case "approver_unknown" ->
          "Enrol first: vault-admin approvers enroll, with a code that operator invite made for you.";
      case "invitation_wrong" ->
          "Are you signed in as the person who was invited (whoami)? Codes end: operator invite makes"
              + " another.";
      case "approvers_too_few" ->
          "Let another enrol first: operator invite, then approvers enroll.";
      case "approval_ended" ->
          "vault-admin approvals show says how it ended; if it is still wanted, ask for it anew.";
      case "already_signed" -> "Another person signs next: vault-admin approvals approve.";
      case "proof_too_old" ->
          "Run vault-admin login, with two factors, and this again within fifteen minutes.";
      case "key_not_proven" -> "vault-admin keys verify says what is missing.";
      case "key_fixed" -> "Nothing has to be made anew for this key: go on with keys verify.";
      case "route_ambiguous" ->
          "vault-admin banks routes import FILE --dry-run, with this range in the file, names the"
              + " route that it meets.";
      case "move_unrouted" ->
          "Lead the range to that bank first: vault-admin banks routes add, or routes import.";
      case "move_running" -> "See how far it is: vault-admin banks moves list.";
      case "endpoint_unfit" ->
          "Give an https address without user, query or fragment, at a name that is not this machine's.";
      case "recovery" -> "vault-admin operator recover says what is left until payments go on.";
      default -> "";
    };
  }

  private static String byStatus(int status, List<String> asked) {
    return switch (status) {
      case 400, 413, 415, 422 -> "Correct what it names and run the command again.";
      case 401 -> "Run vault-admin login, or check CARDNYM_CLIENT_ID and its secret.";
      case 403 ->
          asked.equals(List.of("whoami"))
              ? "The identity provider gives this caller neither the role operator nor auditor."
              : "See your roles with vault-admin whoami; changes take the role operator. To sign and to"
                  + " unseal takes a person, no machine (CARDNYM_CLIENT_ID).";
      case 404 ->
          "Check what you named" + (lists(asked).isEmpty() ? "." : ": " + lists(asked) + ".");
      case 409, 412 -> conflict(asked);
      case 429 -> "Wait a minute, then run the command again.";
      case 502, 503, 504 -> "See vault-admin status and the vault's health, then try again.";
      default ->
          status >= 500
              ? "Look into the vault's log for this time; run the command again only after a look."
              : "Check that the address is the vault's admin origin and that the versions fit.";
    };
  }

  /** The command that shows what there is of the kind that was asked for. */
  private static String lists(List<String> asked) {
    String kind = asked.isEmpty() ? "" : asked.getFirst();
    String part = asked.size() > 2 ? asked.get(2) : "";
    return switch (kind) {
      case "banks" ->
          switch (part) {
            case "keys", "routes", "differences" ->
                "vault-admin banks list, then banks " + part + " list " + asked.get(1);
            default -> "vault-admin banks list";
          };
      case "merchants", "payments", "approvals", "approvers", "webhooks", "keys" ->
          "vault-admin " + kind + " list";
      case "moves" -> "vault-admin banks moves list";
      case "policy", "retention" -> "vault-admin " + kind + " show";
      case "rewrap" -> "vault-admin keys list";
      case "recovery" -> "vault-admin operator recover";
      case "root-key" -> "vault-admin operator rekey";
      case "seal", "unsealing" -> "vault-admin operator unseal --progress";
      default -> "";
    };
  }

  private static String conflict(List<String> asked) {
    if (asked.contains("reconciliations")) {
      return "If one is under way it goes on by itself: vault-admin banks differences list "
          + asked.get(1)
          + " shows what it found.";
    }
    if (asked.contains("rotate") && asked.contains("webhook")) {
      return "Its last keys still sign beside the old; wait until the old have ended, 24 hours unless"
          + " set otherwise.";
    }
    boolean one = asked.size() > 2 && List.of("banks", "merchants").contains(asked.getFirst());
    String look = one ? "vault-admin " + asked.getFirst() + " show " + asked.get(1) : lists(asked);
    return look.isEmpty()
        ? "Look at what is there, with vault-admin status, before you go on."
        : "Look at what is there: " + look + ".";
  }
}
