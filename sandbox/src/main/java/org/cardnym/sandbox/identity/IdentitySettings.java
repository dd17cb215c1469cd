package org.cardnym.sandbox.identity;

import java.util.List;

/**
 * What the provider is told at its start, in a file that only its owner reads.
 *
 * @param certificate path of the PEM certificate for TLS
 * @param key path of its PEM private key
 */
public record IdentitySettings(
    String issuer,
    int port,
    String certificate,
    String key,
    List<Machine> clients,
    List<Human> persons) {

  /**
   * A client of the provider.
   *
   * @param roles what a token says that the machine got for itself
   * @param persons true if people may sign in through it on another device (RFC 8628)
   */
  public record Machine(String id, String secret, List<String> roles, boolean persons) {
    @Override
    public String toString() {
      return "Machine[" + id + "]";
    }
  }

  /** A person who signs in with a password and a one-time code. */
  public record Human(
      String username, String name, String password, String totpSecret, List<String> roles) {
    @Override
    public String toString() {
      return "Human[" + username + "]";
    }
  }
}
