package org.cardnym.admin.bank;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;
import org.cardnym.admin.terminal.Mark;
import org.cardnym.admin.terminal.PlainText;

/** What the checks of {@code banks test} mean, and what to do where one does not hold. */
final class TrialWords {
  /** Columns for the longest label. */
  static final int WIDTH = 13;

  private static final String PROTOCOL = "docs/issuer-protocol.md";

  private TrialWords() {}

  static String label(String check) {
    String plain = PlainText.of(check.replace('_', ' '));
    return plain.substring(0, Math.min(plain.length(), WIDTH));
  }

  static String finding(Mark mark, String check, String reason, JsonNode facts) {
    return switch (mark) {
      case OK -> held(check, facts);
      case SKIPPED -> reason.equals("no_time_left") ? "no time was left" : "needs what fails above";
      default -> failed(check, reason) + " (" + reason + ")";
    };
  }

  private static String held(String check, JsonNode facts) {
    return switch (check) {
      case "records" ->
          "keys are pinned: sealing to "
              + fact(facts, "encryptionKey")
              + ", may sign: "
              + fact(facts, "signatureKeys")
              + "; the vault's certificate ends "
              + fact(facts, "clientCertificateEnds");
      case "name" -> fact(facts, "addresses");
      case "connection" -> "the endpoint answers";
      case "tls" ->
          fact(facts, "protocol")
              + ", the server is trusted and takes the vault's certificate; its own ends "
              + fact(facts, "certificateEnds");
      case "echo" ->
          "opened and answered in "
              + fact(facts, "millis")
              + " ms, signed by "
              + fact(facts, "signedBy");
      case "repeat" -> "a repeat has the same decision, signed anew";
      case "other_content" -> "a known message id with other content is refused";
      case "replay" -> "a transmission that was seen is refused";
      case "audience" -> "a message to another institution is refused";
      case "expired" -> "a message of two minutes ago is refused";
      case "altered" -> "a message changed on the way is refused";
      case "forged" -> "a message that the vault did not sign is refused";
      case "stranger" -> "a client without a certificate is not let in";
      case "card" -> "a test card was read, and its check " + fact(facts, "decision");
      default -> plain(facts);
    };
  }

  private static String failed(String check, String reason) {
    return switch (reason) {
      case "no_encryption_key" -> "no active enc key of the bank is pinned";
      case "no_signature_key" -> "no active sig key of the bank is pinned";
      case "no_client_certificate" -> "the vault has no certificate to show to banks";
      case "client_certificate_over" -> "the vault's certificate towards banks has ended";
      case "row_refused" -> "somebody changed the bank's records past the vault";
      case "name_unknown" -> "nobody knows the endpoint's name";
      case "refused" -> "nothing listens there";
      case "timeout", "deadline" -> "no answer came in time";
      case "certificate_over" -> "the server's certificate has ended";
      case "certificate_untrusted" ->
          "the server's certificate is by no authority that is trusted for this bank";
      case "certificate_of_another_name" -> "the server's certificate is for another name";
      case "client_certificate_refused", "status_401" ->
          "the bank does not take the vault's certificate";
      case "no_handshake" -> "no TLS handshake came about";
      case "closed", "not_sent" -> "the connection ended without an answer";
      case "accepted" -> "the bank took what it must refuse";
      case "let_in" -> "the bank answered a client without a certificate";
      case "other_decision" -> "the repeat got another decision";
      case "same_jti" -> "the repeat's answer is not signed anew";
      case "answer_key" -> "the answer is signed by a key that is not pinned";
      case "answer_signature" -> "the answer's signature is not by the key it names";
      case "answer_time" -> "the answer is of another time";
      default -> anyFailure(check, reason);
    };
  }

  private static String anyFailure(String check, String reason) {
    if (reason.startsWith("answer_")) {
      return "the answer is not as agreed";
    }
    if (reason.startsWith("status_")) {
      return check.equals("echo") || check.equals("repeat")
          ? "the bank refused it"
          : "the bank answered it, but not by the refusal that is agreed";
    }
    return "it does not hold";
  }

  static String next(String check, String reason) {
    return switch (reason) {
      case "no_encryption_key", "no_signature_key" ->
          "Get the bank's public keys and pin them: vault-admin banks keys add.";
      case "no_client_certificate", "client_certificate_over" ->
          "vault-admin link show --only certificate-request, have it signed, then link certify.";
      case "row_refused" -> "See the alarm in the log; docs/operations.md has a runbook.";
      case "name_unknown", "refused", "timeout", "deadline" ->
          "Compare the endpoint (banks show) with the bank's; then firewalls on the way, then call them.";
      case "certificate_over" -> "Have the bank renew its server's certificate.";
      case "certificate_untrusted" ->
          "Compare the bank's authority with what was given to banks add --trust-file.";
      case "certificate_of_another_name" -> "Call the bank by a name that its certificate has.";
      case "client_certificate_refused", "no_handshake" ->
          "Ask the bank which authority it trusts for the vault: it must be that of link show --only certificate.";
      case "status_401" ->
          "Tell the bank the name in the vault's certificate: vault-admin link show.";
      case "answer_key" -> "Compare banks keys list with the bank's sig keys; pin the new one.";
      case "answer_time", "status_503" ->
          "Ask the bank to look at its clock and its load; then try again.";
      default -> rule(check);
    };
  }

  /** Where the bank finds what it has to do. */
  private static String rule(String check) {
    return switch (check) {
      case "echo" ->
          "Ask the bank's log for the refusal: vault's signature keys, issuer, institution id, clock; "
              + PROTOCOL
              + " §3, §5.";
      case "repeat", "other_content" -> "The bank has to keep message ids: " + PROTOCOL + " §6.";
      case "replay" -> "The bank has to remember each jti for two minutes: " + PROTOCOL + " §3.";
      case "audience", "expired" -> "The bank has to check aud and times: " + PROTOCOL + " §3.";
      case "altered", "forged" ->
          "Send no cards there: the bank has to verify what it opens; " + PROTOCOL + " §3.";
      case "card" ->
          "Ask the bank's log what of the card it could not read: "
              + PROTOCOL
              + " §4, verification.";
      case "stranger" -> "The bank has to require a client certificate: " + PROTOCOL + " §1.";
      default -> "See docs/operations.md, and the vault's log for this time.";
    };
  }

  private static String fact(JsonNode facts, String name) {
    return facts.path(name).asText("?");
  }

  private static String plain(JsonNode facts) {
    StringJoiner text = new StringJoiner(", ");
    facts.properties().forEach(fact -> text.add(fact.getKey() + " " + fact.getValue().asText()));
    return text.toString();
  }
}
