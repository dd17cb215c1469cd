package org.cardnym.bank.ledger;

/**
 * Where the ledger is and who opens it; never prints, for URL and password may both hold a secret.
 */
public final class DatabaseSettings {

  private final String url;
  private final String user;
  private final String password;

  public DatabaseSettings(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  String url() {
    return url;
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }

  @Override
  public String toString() {
    return "DatabaseSettings[…]";
  }
}
