package org.cardnym.admin.secret;

import java.util.regex.Pattern;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/** A bearer token for the admin API (RFC 6750). */
public final class AccessToken extends SecretText {
  /** RFC 6750 section 2.1, {@code b64token}: nothing that could end the header it is sent in. */
  private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,16384}=*");

  public AccessToken(String value) {
    super(value);
    if (!B64TOKEN.matcher(value).matches()) {
      throw new Failure(Trouble.ANSWER_NOT_UNDERSTOOD, "The access token is not a bearer token.");
    }
  }
}
