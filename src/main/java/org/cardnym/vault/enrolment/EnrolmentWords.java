package org.cardnym.vault.enrolment;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The enrolment page's words in English; other languages in {@code messages/enrolment_*}. */
@MessageBundle(value = "enrolment", locale = "en")
public interface EnrolmentWords {
  @Message("Register to pay with a username")
  String title();

  @Message("Signed in as")
  String whoseBefore();

  @Message("Not you? Sign out")
  String signOut();

  @Message("Steps")
  String steps();

  @Message("E-mail")
  String stepMail();

  @Message("Username")
  String stepName();

  @Message("Password")
  String stepPassword();

  @Message("App")
  String stepApp();

  @Message("Card")
  String stepCard();

  @Message("Pay with a username")
  String contact();

  @Message(
      "Your card stays in the vault. Shops see a name you choose and your bank’s answer, nothing"
          + " else.")
  String contactStory();

  @Message("E-mail address")
  String email();

  @Message("For a code now, and for notices about your account. Shops never see it.")
  String emailHint();

  @Message("Send me a code")
  String sendCode();

  @Message("Already registered? Sign in to add a card")
  String toSignIn();

  @Message("Your bank has given you a username? Choose your password")
  String movedIn();

  @Message("Sign in to add a card")
  String signIn();

  @Message("Sign in")
  String signInDo();

  @Message("New here? Register")
  String toRegister();

  @Message("Check your mail")
  String confirm();

  @Message("We sent you a code of 8 digits. It is good for 10 minutes.")
  String confirmStory();

  @Message("The mail must show the same number as this page:")
  String pageNumber();

  @Message("Code from the mail")
  String mailCode();

  @Message("Confirm")
  String confirmDo();

  @Message("No mail? Use another address, or send a new code")
  String noMail();

  @Message("Choose your username")
  String name();

  @Message("Username")
  String username();

  @Message(
      "3 to 64 letters and digits of any script. It is all you type in a shop. Not your e-mail"
          + " address, and never a card number.")
  String usernameHint();

  @Message("Take this name")
  String takeName();

  @Message("Choose a password")
  String choosePassword();

  @Message("Password")
  String password();

  @Message(
      "At least 8 characters. A few words are easier to remember than symbols. Common passwords are"
          + " refused.")
  String passwordHint();

  @Message("The same again")
  String again();

  @Message("Set password")
  String setPassword();

  @Message("Connect an authenticator app")
  String app();

  @Message(
      "Scan this with the app on your phone, then type the code it shows. You will need a fresh one"
          + " for each payment.")
  String appStory();

  @Message("Reading this on that phone?")
  String appHere();

  @Message("Open the app")
  String appOpen();

  @Message("or type this key into it:")
  String appType();

  @Message("Code from the app")
  String appCode();

  @Message("6 digits, new every 30 seconds")
  String codeHint();

  @Message("Add your card")
  String card();

  @Message(
      "Your bank checks it once. The security code goes to your bank only, and is kept nowhere.")
  String cardStory();

  @Message("Card number")
  String number();

  @Message("Name on the card")
  String holder();

  @Message("As printed on the card")
  String holderHint();

  @Message("Valid until")
  String expiry();

  @Message("MM/YY")
  String expiryForm();

  @Message("Security code")
  String cvc();

  @Message("Gender")
  String gender();

  @Message("optional")
  String optional();

  @Message("Rather not say")
  String genderNone();

  @Message("Female")
  String female();

  @Message("Male")
  String male();

  @Message("Other")
  String other();

  @Message("Your spending limits")
  String limits();

  @Message("Beyond these nothing is paid with this card.")
  String limitsHint();

  @Message("Currency")
  String currency();

  @Message("A payment")
  String perPayment();

  @Message("A day")
  String perDay();

  @Message("Add card")
  String addCard();

  @Message("Your bank asks for a code")
  String bank();

  @Message("It sent you one in its own way, in its app or by message.")
  String bankStory();

  @Message("Code from your bank")
  String bankCode();

  @Message("Asking your bank")
  String asking();

  @Message("This usually takes a few seconds.")
  String askingStory();

  @Message("Your card is ready")
  String done();

  @Message("Add another card")
  String another();

  @Message("See your account")
  String toAccount();

  @Message("Type your username in a shop that takes Cardnym, then confirm here that it’s you.")
  String doneActive();

  @Message(
      "Your bank has only compared the card’s data. Until it asks you itself, small payments only.")
  String doneLimited();

  @Message("QR code for your authenticator app")
  String qr();

  @Message("Please fill in: $1")
  String missing();

  @Message("The two are not the same.")
  String differ();

  @Message("Type month and year as on the card, for instance 11/29.")
  String expiryUnfit();

  @Message("Type the limits as amounts, for instance 500.")
  String limitsUnfit();

  @Message("The code could not be made just now. Reload the page to try again.")
  String otpFailed();

  @Message("That did not work just now. Try again in a moment.")
  String otherwise();

  @Message("That is no address we can write to.")
  String contactUnfit();

  @Message("That code is not right, or its time is over.")
  String codeWrong();

  @Message("A username has at least 3 characters.")
  String aliasTooShort();

  @Message("A username has at most 64 characters.")
  String aliasTooLong();

  @Message("Use letters and digits. Spaces and signs don’t work in a username.")
  String aliasCharacters();

  @Message("Letters of these scripts can’t be mixed, as names could look alike.")
  String aliasMixedScripts();

  @Message("That looks like a card number. A username must never be one.")
  String aliasLikeCard();

  @Message("That looks like an e-mail address. Choose something else.")
  String aliasLikeEmail();

  @Message("That name is kept back. Choose another.")
  String aliasReserved();

  @Message("That can’t be a username. Choose another.")
  String aliasUnfit();

  @Message("That name, or one that looks like it, is taken.")
  String aliasTaken();

  @Message("At least 8 characters, please.")
  String passwordTooShort();

  @Message("That is longer than we can take.")
  String passwordTooLong();

  @Message("Some of these characters can’t be used in a password.")
  String passwordCharacters();

  @Message("Many people use that password. Attackers try it first.")
  String passwordCommon();

  @Message("Leave your name and address out of the password.")
  String passwordContext();

  @Message("That did not match. Check all three, and use a fresh code.")
  String proofFailed();

  @Message("This card could not be added. Check what you typed, or try another card.")
  String cardNotAdded();

  @Message(
      "This card’s bank takes no new cards here at present. Please use a card of another bank.")
  String bankDraining();

  @Message("A day’s limit must be at least that of a payment.")
  String limitUnfit();

  @Message("You signed in a while ago. Please sign in again.")
  String proofTooOld();

  @Message("This page was idle for too long. Please begin again.")
  String sessionEnded();

  @Message("Too many tries for now. Come back later.")
  String tooManyRequests();
}
