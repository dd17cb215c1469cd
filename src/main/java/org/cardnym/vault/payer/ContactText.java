package org.cardnym.vault.payer;

import java.util.regex.Pattern;
import org.cardnym.vault.alias.CardLike;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * What a contact may look like: the plain ASCII addresses of RFC 5321 §4.1.2, so that no header can
 * be smuggled into a mail; and no card number.
 */
public final class ContactText {
  private static final int MAX_LENGTH = 254;
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?=.{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*+@" + LABEL + "(?:\\." + LABEL + ")++");

  private ContactText() {}

  /**
   * Takes an address, without the space around it.
   *
   * @throws Refusal {@link ErrorCode#CONTACT_UNFIT}
   */
  public static String require(String typed) {
    String email = typed.strip();
    if (email.length() > MAX_LENGTH
        || !ADDRESS.matcher(email).matches()
        || CardLike.isCard(email)) {
      throw new Refusal(ErrorCode.CONTACT_UNFIT);
    }
    return email;
  }
}
