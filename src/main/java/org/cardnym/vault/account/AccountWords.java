package org.cardnym.vault.account;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The account page's words in English; other languages in {@code messages/account_*}. */
@MessageBundle(value = "account", locale = "en")
public interface AccountWords {
  @Message("Your Cardnym account")
  String title();

  @Message("Sign in to your account")
  String signIn();

  @Message("See your cards and payments, set limits, or freeze everything at once.")
  String signInStory();

  @Message("Username")
  String username();

  @Message("Password")
  String password();

  @Message("Code from your authenticator app")
  String code();

  @Message("6 digits, new every 30 seconds")
  String codeHint();

  @Message("Sign in")
  String signInDo();

  @Message("New here? Register")
  String toRegister();

  @Message("Signed in as")
  String whose();

  @Message("Sign out")
  String signOut();

  @Message("Everything is frozen")
  String frozenTitle();

  @Message("Nothing can be paid with your username.")
  String frozenStory();

  @Message("Allow payments again")
  String unfreezeAll();

  @Message("Your cards")
  String cards();

  @Message("No card yet. Add one, and you can pay with your username.")
  String noCards();

  @Message("Add a card")
  String addCard();

  @Message("Freeze everything")
  String freezeAll();

  @Message("Stops every payment at once, with all cards, until you allow them again.")
  String freezeAllHint();

  @Message("Until $1")
  String until();

  @Message("Pays first")
  String pays();

  @Message("Frozen")
  String frozen();

  @Message("Small payments only")
  String limited();

  @Message("Waiting for your bank")
  String waiting();

  @Message("Up to $1 a payment")
  String limitLine();

  @Message("$1 a day")
  String limitDay();

  @Message("Manage")
  String manage();

  @Message("Manage $1")
  String manageCard();

  @Message("Name of this card")
  String nickname();

  @Message("Only you see it. Leave it empty to take it away.")
  String nicknameHint();

  @Message("Save name")
  String saveName();

  @Message("Spending limits")
  String limits();

  @Message("Lowering works at once. To raise a limit you prove again who you are, and get a mail.")
  String limitsHint();

  @Message("Currency")
  String currency();

  @Message("Per payment")
  String perPayment();

  @Message("Per day")
  String perDay();

  @Message("Save limits")
  String saveLimits();

  @Message("Pay with this card first")
  String prefer();

  @Message("Freeze this card")
  String freeze();

  @Message("Unfreeze this card")
  String unfreeze();

  @Message("Remove this card")
  String remove();

  @Message("Remove $1?")
  String removeSure();

  @Message(
      "The vault drops the card’s key at once and can’t open the card any more. To use it again,"
          + " add it again.")
  String removeStory();

  @Message("Remove")
  String removeDo();

  @Message("Cancel")
  String cancel();

  @Message("Payments")
  String payments();

  @Message("Nothing paid yet. Payments show up here.")
  String noPayments();

  @Message("Show more")
  String more();

  @Message("Paid")
  String approved();

  @Message("Declined")
  String declined();

  @Message("Not paid")
  String failed();

  @Message("Under way")
  String processing();

  @Message("Not paid yet")
  String requiresAuthentication();

  @Message("Not paid")
  String expired();

  @Message("Canceled")
  String canceled();

  @Message("Shop")
  String shop();

  @Message("Order")
  String order();

  @Message("For")
  String purpose();

  @Message("Card")
  String card();

  @Message("A card that was removed")
  String cardGone();

  @Message("None")
  String cardNone();

  @Message("Begun")
  String begun();

  @Message("Ended")
  String ended();

  @Message("Proven by")
  String proof();

  @Message("password")
  String pwd();

  @Message("Sign in with a passkey")
  String signInPasskey();

  @Message("Use a passkey instead")
  String provePasskey();

  @Message("You canceled, or there is no passkey for this page on your device.")
  String passkeyNone();

  @Message("This passkey does not open this account. Use another one, or your password and code.")
  String passkeyFailed();

  @Message("code")
  String otp();

  @Message("passkey")
  String swk();

  @Message("Refunded")
  String refunded();

  @Message("Your bank is still being told to undo it.")
  String reversalPending();

  @Message("Your bank has undone it.")
  String reversalDone();

  @Message("Reason")
  String reason();

  @Message("You had frozen it.")
  String whyFrozen();

  @Message("There was no card to pay with.")
  String whyNoCard();

  @Message("None of your limits allows this currency.")
  String whyNoLimit();

  @Message("It was above your limit for one payment.")
  String whyOverPaymentLimit();

  @Message("It was above your limit for a day.")
  String whyOverDayLimit();

  @Message("It was more than a new browser or a limited card may pay.")
  String whyOverPolicy();

  @Message("There were too many payments that day.")
  String whyTooMany();

  @Message("Your bank could not be asked.")
  String whyBankSuspended();

  @Message("The shop may not take payments at present.")
  String whyShopSuspended();

  @Message("Your bank said no.")
  String whyBank();

  @Message("Your bank gave no answer in time.")
  String whyUnknown();

  @Message("The card that pays is still to be chosen.")
  String whyRequiresAuthentication();

  @Message("No card was chosen in time.")
  String whyExpired();

  @Message("The shop canceled it before a card was chosen.")
  String whyCanceled();

  @Message("Your data")
  String data();

  @Message(
      "Download all that the vault holds about you, as one file. It holds no card number and no"
          + " secret.")
  String exportStory();

  @Message("Download my data")
  String exportDo();

  @Message("Close the account")
  String close();

  @Message(
      "Cards, password and authenticator are deleted at once, and your address after a last mail."
          + " Nobody ever gets your username again, not even you. This can’t be undone.")
  String closeStory();

  @Message("Type your username to confirm")
  String closeType();

  @Message("Close my account for good")
  String closeDo();

  @Message("Your account is closed")
  String closedTitle();

  @Message("We have sent you a last mail. Take care.")
  String closedStory();

  @Message("Prove again that it’s you")
  String proveTitle();

  @Message("This change needs a fresh proof.")
  String proveStory();

  @Message("Continue")
  String proveDo();

  @Message("The name is saved.")
  String savedName();

  @Message("The limits are saved.")
  String savedLimits();

  @Message("This card pays first from now on.")
  String savedDefault();

  @Message("The card is frozen.")
  String savedFrozen();

  @Message("The card can pay again.")
  String savedUnfrozen();

  @Message("The card is gone.")
  String savedRemoved();

  @Message("Everything is frozen.")
  String savedFrozenAll();

  @Message("Payments are allowed again.")
  String savedUnfrozenAll();

  @Message("The file is on its way to your downloads.")
  String savedExport();

  @Message("Please fill in: $1")
  String missing();

  @Message("Type an amount, for instance 500.")
  String amountUnfit();

  @Message("That did not work just now. Try again in a moment.")
  String otherwise();

  @Message("No connection. Nothing was changed; try again when you are online.")
  String offline();

  @Message("That did not match. Check all you typed, and use a fresh code.")
  String proofFailed();

  @Message("That can’t be a username. Check what you typed.")
  String aliasUnfit();

  @Message("This page was idle for too long. Please sign in again.")
  String sessionEnded();

  @Message("Too many tries for now. Come back later.")
  String tooManyRequests();

  @Message("That card is not there any more.")
  String notFound();

  @Message("Your bank has not confirmed this card yet.")
  String conflict();

  @Message(
      "These limits can’t be used. A day’s must be at least a payment’s, and a card whose bank has"
          + " only compared its data has a lower ceiling.")
  String limitUnfit();

  @Message("Use up to 24 letters, digits and simple signs.")
  String nicknameUnfit();

  @Message("That holds too many digits. A name must never be a card number.")
  String textLikeCard();

  @Message("That is not the username of this account.")
  String confirmationWrong();

  @Message("A payment is still under way. Try again in a minute.")
  String paymentsOpen();

  @Message("Identity services")
  String providersTitle();

  @Message(
      "A bank’s or phone maker’s service that checks your finger, face, eyes or voice can confirm"
          + " payments in place of password and code.")
  String providersStory();

  @Message("Link $1")
  String providersLink();

  @Message("Linked on $1")
  String providersSince();

  @Message("Unlink")
  String providersUnlink();

  @Message("Unlink $1")
  String providersUnlinkThat();

  @Message("Unlinked. It confirms no payments of yours any more.")
  String providersUnlinked();

  @Message("Asking who confirmed that it’s you…")
  String providersAsking();

  @Message("Back to your account")
  String providersBack();

  @Message("Linked. From now on you can confirm payments there.")
  String providersLinked();

  @Message(
      "Nothing was linked. It confirms only who was checked just now, by their body and on their own"
          + " device. Try again.")
  String providersFailed();

  @Message("You have been signed out meanwhile. Sign in and try again.")
  String providersSessionEnded();

  @Message("That did not work just now. Try again in a moment.")
  String providersOtherwise();
}
