package org.cardnym.vault.checkout;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The payment page's words in English; other languages in {@code messages/checkout_*}. */
@MessageBundle(value = "checkout", locale = "en")
public interface CheckoutWords {
  @Message("Pay {amount} to {merchant}")
  String title(String amount, String merchant);

  @Message("You pay")
  String payee();

  @Message("Shop")
  String shop();

  @Message("Order")
  String order();

  @Message("For")
  String purpose();

  @Message("Amount")
  String amount();

  @Message("Time left")
  String timeLeft();

  @Message("Confirm that it’s you")
  String prove();

  @Message("Password")
  String password();

  @Message("Show")
  String show();

  @Message("Hide")
  String hide();

  @Message("Show password")
  String showPassword();

  @Message("Hide password")
  String hidePassword();

  @Message("Code from your authenticator app")
  String code();

  @Message("6 digits, new every 30 seconds")
  String codeHint();

  @Message("(optional)")
  String optional();

  @Message(
      "You have paid in this browser before, so your password may be enough. A code always works.")
  String codeOptional();

  @Message("Choose the card")
  String chooseCard();

  @Message("If you have more than one, you choose in the next step.")
  String chooseCardHint();

  @Message("Which card pays?")
  String whichCard();

  @Message("Card")
  String card();

  @Message("Pay {amount}")
  String pay(String amount);

  @Message("Or without a password")
  String withoutPassword();

  @Message("Confirm with {provider}")
  String confirmWith(String provider);

  @Message(
      "That did not confirm that it’s you. Try again, or use your password and a code. Your account"
          + " page shows what is linked.")
  String providerFailed();

  @Message("Nobody can be asked there just now. Use your password and a code, or try again later.")
  String providerAway();

  @Message("Pay with a passkey")
  String payPasskey();

  @Message(
      "This payment needs more than a password: a passkey, or an identity service that you have linked.")
  String signedOnly();

  @Message("Add one in your account")
  String addPasskey();

  @Message(
      "Nothing was paid. You canceled, or there is no passkey for this page on your device. Your"
          + " password and code work as well.")
  String passkeyNone();

  @Message(
      "This passkey can’t pay here. It may be of another username. Use another one, or your"
          + " password and code.")
  String passkeyFailed();

  @Message("Not now, back to {merchant}")
  String notNow(String merchant);

  @Message("Back to {merchant}")
  String back(String merchant);

  @Message("Asking your bank")
  String asking();

  @Message("This usually takes a few seconds.")
  String askingStory();

  @Message(
      "Your bank is taking longer than usual. You will not pay twice, and you may leave this page"
          + " open.")
  String askingLong();

  @Message("Paid")
  String approved();

  @Message("Your bank approved the payment.")
  String approvedStory();

  @Message("Not paid")
  String declined();

  @Message("The payment was declined. Nothing was taken from your card.")
  String declinedStory();

  @Message("The payment was declined. Nothing was taken from your card. Another card may work.")
  String declinedOtherCard();

  @Message(
      "You have frozen payments, so nothing was paid. Allow them again on your account page, then"
          + " pay anew from the shop.")
  String declinedFrozen();

  @Message("There is no card to pay with, so nothing was paid. Add one on your account page.")
  String declinedNoCard();

  @Message(
      "Your cards have no limit in this currency, so nothing was paid. Set one on your account"
          + " page.")
  String declinedNoLimit();

  @Message(
      "This is above your limit for one payment, so nothing was paid. Your account page shows your"
          + " limits.")
  String declinedOverPaymentLimit();

  @Message(
      "This is above your limit for a day, so nothing was paid. Your account page shows your"
          + " limits.")
  String declinedOverDayLimit();

  @Message(
      "A new browser, or a card that your bank has only compared, may not pay this much. Nothing"
          + " was paid.")
  String declinedOverPolicy();

  @Message(
      "That did not match, and this payment allows no second try. You have not been charged. Go back to the shop to begin again.")
  String declinedProofFailed();

  @Message("Open your account")
  String toAccount();

  @Message("Not paid")
  String failed();

  @Message("Your bank could not be reached in time. Whatever it may have reserved is given back.")
  String failedStory();

  @Message("Time is up")
  String expired();

  @Message("Nothing was paid. To pay, begin again in the shop.")
  String expiredStory();

  @Message("Canceled")
  String canceled();

  @Message("The shop canceled this payment. Nothing was paid.")
  String canceledStory();

  @Message("That did not match. Check your password, and use a fresh code.")
  String proofFailed();

  @Message(
      "That did not match, or your password alone is not enough this time. Enter your password and a code.")
  String proofFailedAlone();

  @Message("This card can’t pay right now. Choose another.")
  String cardNotUsable();

  @Message("Too many tries from here. Wait a few minutes, then try again.")
  String tooManyRequests();

  @Message(
      "This payment was opened in another tab or browser. Go back to the shop and pay from there.")
  String begunElsewhere();

  @Message("That did not work just now. Nothing was paid. Try again in a moment.")
  String otherwise();

  @Message("Enter your password.")
  String passwordMissing();

  @Message("Enter the 6 digits from your authenticator app.")
  String codeMissing();

  @Message("$1 minutes left to pay.")
  String minutesLeft();

  @Message("1 minute left to pay.")
  String lastMinute();

  @Message("You are offline. The page goes on by itself as soon as there is a connection.")
  String offline();

  @Message("Begun elsewhere")
  String elsewhereTitle();

  @Message("This payment was begun elsewhere")
  String elsewhere();

  @Message("It belongs to a purchase at {merchant}, in the browser where that was started.")
  String elsewhereShop(String merchant);

  @Message("A payment can be finished only in the browser where it was started.")
  String elsewhereUnknown();

  @Message("Nothing was paid. Go back to the shop and pay from there.")
  String elsewhereGoBack();

  @Message("If somebody sent you this link, don’t enter anything.")
  String elsewhereWarning();

  @Message("It asks you to pay")
  String elsewhereAsks();

  @Message(
      "It was begun in another browser, maybe by somebody else. Whoever began it gets what is"
          + " bought, and you would pay for it.")
  String elsewhereWhose();

  @Message(
      "If somebody sent you this link, or wants you to open it, close this page. Nothing has been"
          + " paid.")
  String elsewhereSent();

  @Message(
      "Only if you began it yourself, on another device, go on: you can pay here with your username"
          + " and a passkey.")
  String elsewhereMine();

  @Message("I began this payment myself")
  String elsewhereGoOn();

  @Message(
      "This payment was begun in another browser. Pay only if you began it yourself: what is bought"
          + " goes to whoever did.")
  String elsewhereReminder();

  @Message("Username")
  String username();

  @Message("The one this payment was begun with")
  String usernameHint();

  @Message("Enter your username.")
  String usernameMissing();

  @Message("Pay {amount} with a passkey")
  String elsewherePay(String amount);

  @Message(
      "This browser knows no passkeys, so you can’t pay here. Pay in the browser where you began.")
  String elsewhereUnable();

  @Message(
      "Nothing was paid. You canceled, or there is no passkey for this page on your device. You can"
          + " still pay in the browser where you began.")
  String elsewhereNone();

  @Message(
      "Nothing was paid. This username and this passkey can’t pay this. You can still pay in the"
          + " browser where you began.")
  String elsewhereFailed();

  @Message(
      "This payment can no longer be paid here: it was opened in yet another browser, or the shop"
          + " does not want it. Pay in the browser where you began.")
  String elsewhereLost();

  @Message("Nothing to pay here any more")
  String elsewhereOver();

  @Message("Nothing was paid in this browser. What became of it stands where it was begun.")
  String elsewhereOverStory();

  @Message("You can close this page. The browser where it was begun shows the outcome too.")
  String elsewhereClose();
}
