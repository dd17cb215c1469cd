package org.cardnym.vault.security;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words about mobile numbers in English; other languages in {@code messages/mobile_*}. */
@MessageBundle(value = "mobile", locale = "en")
public interface MobileWords {
  @Message("Mobile number")
  String title();

  @Message(
      "A code sent to your phone can stand in for your authenticator app when you pay. It is the"
          + " weaker of the two: whoever takes over your number gets the codes as well.")
  String story();

  @Message("You have no mobile number here.")
  String none();

  @Message("Number ending in $1")
  String ending();

  @Message("Added on $1.")
  String added();

  @Message("Mobile number")
  String number();

  @Message("Another mobile number")
  String another();

  @Message("With the country’s code, for instance +49 151 23456789")
  String numberHint();

  @Message("Send a code to it")
  String send();

  @Message(
      "A code is on its way. The message shows the number $1, as this page does: only then is it"
          + " yours.")
  String sent();

  @Message("Code from the text message")
  String code();

  @Message("8 digits, good for 10 minutes")
  String codeHint();

  @Message("Add this number")
  String add();

  @Message("Cancel")
  String cancel();

  @Message("Remove this number")
  String remove();

  @Message("The number is added. Codes sent to it can confirm payments from now on.")
  String savedAdded();

  @Message("The number is removed. No codes are sent to it any more.")
  String savedRemoved();

  @Message("This can’t be a mobile number. Begin with a plus and the country’s code.")
  String unfit();
}
