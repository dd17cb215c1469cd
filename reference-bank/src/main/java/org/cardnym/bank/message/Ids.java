package org.cardnym.bank.message;

import java.util.regex.Pattern;

/** The TypeIDs of messages: a prefix and a UUID in 26 characters of Crockford's base32. */
final class Ids {

  static final Pattern MESSAGE = typeId("msg");
  static final Pattern PAYMENT = typeId("pay");
  static final Pattern ENROLMENT = typeId("crd");
  static final Pattern MERCHANT = typeId("mer");

  private Ids() {}

  private static Pattern typeId(String prefix) {
    return Pattern.compile(prefix + "_[0-7][0-9a-hjkmnp-tv-z]{25}");
  }
}
