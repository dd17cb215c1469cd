package org.cardnym.vault.security;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The security page's words in English; other languages in {@code messages/security_*}. */
@MessageBundle(value = "security", locale = "en")
public interface SecurityWords {
  @Message("Security of your account")
  String title();

  @Message("Security")
  String heading();

  @Message("Your password, authenticator app, recovery codes, and the browsers you pay in.")
  String story();

  @Message("Manage security")
  String toSecurity();

  @Message("Your account was recovered lately")
  String recovered();

  @Message(
      "Until $1 no limit can be raised, nothing unfrozen, no card added, no data taken out and the"
          + " account not closed. You can pay as ever. If it was not you who recovered it, call your"
          + " bank.")
  String recoveredStory();

  @Message("The account was recovered lately. For a day this can’t be done; you can pay as ever.")
  String recoveredRecently();

  @Message("Back to your account")
  String back();

  @Message("Password")
  String password();

  @Message("Set on $1.")
  String since();

  @Message("New password")
  String newPassword();

  @Message(
      "At least 8 characters. A few words are easier to remember than symbols. Common passwords are"
          + " refused.")
  String passwordHint();

  @Message("The same again")
  String again();

  @Message("Change password")
  String changePassword();

  @Message("All other browsers are signed out then, and you get a mail.")
  String changeHint();

  @Message("Authenticator app")
  String app();

  @Message("In use since $1.")
  String appSince();

  @Message("Use another app or phone")
  String changeApp();

  @Message(
      "Scan this with the new app, then type the code it shows. Until then the app you have stays in"
          + " use.")
  String appStory();

  @Message("Reading this on that phone?")
  String appHere();

  @Message("Open the app")
  String appOpen();

  @Message("or type this key into it:")
  String appType();

  @Message("Code from the new app")
  String appCode();

  @Message("6 digits, new every 30 seconds")
  String codeHint();

  @Message("Use this app from now on")
  String appDo();

  @Message("QR code for your authenticator app")
  String qr();

  @Message("Recovery codes")
  String codes();

  @Message(
      "If you lose your app or forget your password, one of them and a mail bring you back in.")
  String codesStory();

  @Message("You have none yet.")
  String codesNone();

  @Message("$1 of 10 are left.")
  String codesLeft();

  @Message("Make recovery codes")
  String codesFirst();

  @Message("Make new codes")
  String codesNew();

  @Message("All codes you had before are void then, and you get a mail.")
  String codesHint();

  @Message(
      "They are shown this once. Print them, or write them down, and keep them apart from your phone.")
  String codesOnce();

  @Message("Save as a file")
  String codesSave();

  @Message("I have kept them")
  String codesKept();

  @Message("Your new codes are below.")
  String savedCodes();

  @Message("Browsers you have paid in")
  String browsers();

  @Message(
      "They keep tries of their own: strangers who guess at your name can’t lock you out of them.")
  String browsersStory();

  @Message("None yet. A browser shows up here once you have paid in it.")
  String noBrowsers();

  @Message("This browser")
  String here();

  @Message("First paid on $1")
  String firstPaid();

  @Message("last on $1")
  String lastPaid();

  @Message("Forget")
  String forget();

  @Message("Forget the browser that last paid on $1")
  String forgetThat();

  @Message("Forget all browsers")
  String forgetAll();

  @Message("Where you are signed in")
  String sessions();

  @Message(
      "Signs out all other browsers at once. This one stays signed in, so that you can change your"
          + " password.")
  String sessionsStory();

  @Message("Sign out everywhere else")
  String signOutElsewhere();

  @Message("Your password is changed. All other browsers are signed out.")
  String savedPassword();

  @Message("The new app is in use. All other browsers are signed out.")
  String savedApp();

  @Message("That browser is forgotten.")
  String savedForgotten();

  @Message("All browsers are forgotten.")
  String savedForgottenAll();

  @Message("All other browsers are signed out.")
  String savedElsewhere();

  @Message("The two are not the same.")
  String differ();

  @Message("That code is not right, or its time is over.")
  String codeWrong();

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

  @Message("That is not there any more.")
  String notFound();
}
