package org.cardnym.admin.connection;

/** What an operator can do after the vault said no. */
final class NextStep {
  private NextStep() {}

  static String after(int status) {
    return switch (status) {
      case 400, 413, 415, 422 -> "Correct what it names and run the command again.";
      case 401 -> "Run vault-admin login, or check CARDNYM_CLIENT_ID and its secret.";
      case 403 -> "See your roles with vault-admin whoami; changes need the role operator.";
      case 404 ->
          "Check the id (the matching list command shows those there are), and the address.";
      case 409, 412 -> "Look at what is there with the matching show or list command.";
      case 429 -> "Wait a minute, then run the command again.";
      case 502, 503, 504 -> "See vault-admin status and the vault's health, then try again.";
      default ->
          status >= 500
              ? "Look into the vault's log for this time; run the command again only after a look."
              : "Check that the address is the vault's admin origin and that the versions fit.";
    };
  }
}
