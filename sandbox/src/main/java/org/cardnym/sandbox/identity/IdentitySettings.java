package org.cardnym.sandbox.identity;

import java.util.List;

/**
 * What the provider is told at its start, in a file that only its owner reads.
 *
 * @param certificate path of the PEM certificate for TLS
 * @param key path of its PEM private key
 * @param device a phone whose owner confirms by touching its sensor
 * @param programs public clients, through which persons sign in on another device (RFC 8628)
 */
public record IdentitySettings(
    String issuer,
    int port,
    String certificate,
    String key,
    List<Machine> machines,
    List<String> programs,
    List<Human> persons,
    Device device) {

  /**
   * A confidential client of the provider.
   *
   * @param roles what a token says that the machine got for itself
   */
  public record Machine(String id, String secret, List<String> roles) {
    @Override
    public String toString() {
      return "Machine[" + id + "]";
    }
  }

  /**
   * A phone, as the vault knows it: a client whose tokens say that a finger was checked.
   *
   * @param secret the client's
   * @param returns where the client's browsers come back, exactly
   * @param plainPort of the page with the sensor, which a browser opens without a warning
   * @param pagesOrigin where those browsers come from
   * @param owner whom the tokens name
   */
  public record Device(
      String id,
      String secret,
      List<String> returns,
      int plainPort,
      String pagesOrigin,
      String owner) {
    String origin() {
      return "http://localhost:" + plainPort;
    }

    @Override
    public String toString() {
      return "Device[" + id + "]";
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
