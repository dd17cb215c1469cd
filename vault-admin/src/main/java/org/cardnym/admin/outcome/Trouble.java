package org.cardnym.admin.outcome;

import java.util.Locale;

/** What can go wrong on this side of the wire: each with its exit code and the advice to give. */
public enum Trouble {
  SETTING_MISSING(
      ExitCode.USAGE, "Give the flag or set the variable named above; --help shows an example."),
  SETTING_INVALID(ExitCode.USAGE, "Correct the value named above and run the command again."),
  FILE_UNREADABLE(ExitCode.USAGE, "Check the path and who may read it."),
  FILE_TOO_OPEN(
      ExitCode.USAGE,
      "Others may read this file: chmod 600 it, and change the secret if they did."),
  INPUT_INVALID(ExitCode.USAGE, "Correct the input named above and run the command again."),
  PASSPHRASE_UNFIT(
      ExitCode.USAGE, "Choose another passphrase: 15 characters or more, on one line."),
  TOKEN_LIBRARY_MISSING(
      ExitCode.USAGE,
      "Name the absolute path of the token's PKCS #11 library, which its maker ships."),
  SHARE_UNFIT(
      ExitCode.USAGE,
      "Give the one line of your share's file as it was written; nothing was sent."),

  ROOT_KEY_EXISTS(
      ExitCode.REFUSED,
      "Use this file, or name another path; an existing root key is never replaced."),
  ROOT_KEY_NOT_OPENED(
      ExitCode.REFUSED, "Check the passphrase first, then compare the file with your backup."),
  TOKEN_NOT_FOUND(
      ExitCode.REFUSED,
      "Is it connected and set up? Its own tool lists labels; --token-serial tells twins apart."),
  PIN_REFUSED(
      ExitCode.REFUSED,
      "Make sure of the PIN before you try again: tokens lock after a few wrong ones."),
  PIN_LOCKED(ExitCode.REFUSED, "Unlock it, or give the right PIN once, by the token's own tool."),
  TOKEN_KEY_EXISTS(ExitCode.REFUSED, "Name another --key, or use that one: --existing-key."),
  TOKEN_KEY_UNFIT(
      ExitCode.REFUSED,
      "It takes one AES-256 key of that label, sensitive, not extractable, that may encrypt and"
          + " decrypt; without --existing-key it is made."),
  NO_SHARES(
      ExitCode.REFUSED,
      "Nothing to do: see custody in vault-admin status, and docs/root-key-file.md."),
  NO_NEXT_ROOT_KEY(
      ExitCode.REFUSED,
      "Put it where cardnym.root-key.next-file says, 0600; docs/operations.md has a runbook."),
  PATH_TAKEN(ExitCode.REFUSED, "Name another path; nothing was overwritten."),
  NOT_SIGNED_IN(
      ExitCode.REFUSED,
      "Run vault-admin login, or set CARDNYM_CLIENT_ID and CARDNYM_CLIENT_SECRET."),
  SIGN_IN_REFUSED(
      ExitCode.REFUSED, "Check the client's id and secret, or run vault-admin login again."),
  PRIVATE_KEY_IN_INPUT(
      ExitCode.REFUSED,
      "Nothing was sent. Ask the bank for the public part, and to treat that key as exposed."),
  CONFIRMATION_NEEDED(
      ExitCode.REFUSED, "Run it again with the --confirm shown above if that is what you mean."),

  UNREACHABLE(
      ExitCode.UNREACHABLE, "Check that it runs, the address, and the way there; then try again."),
  TIMED_OUT(
      ExitCode.UNREACHABLE,
      "Try again; if it stays so, look at the vault's health and the network."),
  TLS_FAILED(
      ExitCode.UNREACHABLE,
      "Check the address and the port: https is spoken there, by TLS 1.2 or newer."),
  TLS_UNTRUSTED(
      ExitCode.UNREACHABLE,
      "Call it by a name it has, and give the authority that signed its certificate: --ca-file or"
          + " CARDNYM_CA_FILE."),
  TLS_EXPIRED(
      ExitCode.UNREACHABLE,
      "Have it renewed where it is served; if it is new, look at this machine's clock."),

  ANSWER_NOT_UNDERSTOOD(
      ExitCode.ERROR,
      "Check that the address is the vault's admin origin and that the versions fit."),
  TOKEN_FAILED(ExitCode.ERROR, "See the token's own log; then run the command again."),
  FILE_NOT_WRITTEN(ExitCode.ERROR, "Check the folder, its owner and the free space."),
  TRAIL_BROKEN(
      ExitCode.BROKEN,
      "Treat it as an intrusion and keep the database as it is; docs/operations.md has a runbook,"
          + " Verifying the trail.");

  private final ExitCode exit;
  private final String next;

  Trouble(ExitCode exit, String next) {
    this.exit = exit;
    this.next = next;
  }

  ExitCode exit() {
    return exit;
  }

  String next() {
    return next;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
