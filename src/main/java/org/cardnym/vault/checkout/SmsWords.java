package org.cardnym.vault.checkout;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The payment page's words about codes by text message in English; other languages in {@code
 * messages/sms_*}.
 */
@MessageBundle(value = "sms", locale = "en")
public interface SmsWords {
  @Message("Send a code to my phone")
  String send();

  @Message("Send another code")
  String again();

  @Message("Use the app instead")
  String useApp();

  @Message("Code from the text message")
  String code();

  @Message(
      "If your account has a mobile number, a code is on its way. The message shows the number $1,"
          + " as this page does: only then is it yours. Good for 10 minutes.")
  String sent();

  @Message("Enter the 8 digits from the text message.")
  String codeMissing();

  @Message("No more codes are sent for this payment. Use your authenticator app.")
  String tooMany();
}
