package org.cardnym.admin.settings;

import java.net.URI;
import java.net.URISyntaxException;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/**
 * An https address without user, query or fragment: tokens and secrets are sent there.
 *
 * @param uri without a slash at its end
 */
public record SecureUrl(URI uri) {
  /**
   * @param what the address's name in a message, at the beginning of a sentence
   * @throws Failure if it is no such address
   */
  public static SecureUrl of(String what, String text) {
    try {
      URI uri = new URI(text.replaceAll("/+$", ""));
      if ("https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return new SecureUrl(uri);
      }
    } catch (URISyntaxException e) {
      // Told below, with the rest that is not an address.
    }
    throw new Failure(
        Trouble.SETTING_INVALID, what + " has to be like https://vault.example:8443.");
  }

  /**
   * This address with {@code path}, which begins with a slash and is already encoded, at its end.
   */
  public URI resolve(String path) {
    return URI.create(uri + path);
  }

  /** Scheme, host and port, as two addresses of one server share them. */
  public String origin() {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
