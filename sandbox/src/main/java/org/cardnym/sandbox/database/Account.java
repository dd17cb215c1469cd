package org.cardnym.sandbox.database;

/** A database of the server and the role that owns it, which bears the same name. */
public record Account(String name, String password) {

  public String jdbcUrl(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  /** As {@code psql} takes it. */
  public String url(int port) {
    return "postgresql://" + name + ":" + password + "@127.0.0.1:" + port + "/" + name;
  }

  @Override
  public String toString() {
    return "Account[" + name + "]";
  }
}
