package org.cardnym.vault.security;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The recovery page's words in English; other languages in {@code messages/recovery_*}. */
@MessageBundle(value = "recovery", locale = "en")
public interface RecoveryWords {
  @Message("Recover your account")
  String title();

  @Message("Forgot your password, or lost your app?")
  String link();

  @Message("We mail you a code. The code alone opens no account that has a password.")
  String beginStory();

  @Message("What have you lost?")
  String lost();

  @Message("My password")
  String lostPassword();

  @Message("You need your authenticator app, or a recovery code.")
  String lostPasswordHint();

  @Message("My authenticator app")
  String lostApp();

  @Message("You need your password and a recovery code.")
  String lostAppHint();

  @Message("Nothing: my bank has moved me in")
  String movedIn();

  @Message("You have a username and no password yet. After the code you choose one, and an app.")
  String movedInHint();

  @Message("Choose my password")
  String movedInDo();

  @Message("Send me a code")
  String beginDo();

  @Message("Back to sign-in")
  String back();

  @Message("Check your mail")
  String sent();

  @Message(
      "If somebody has this username, a code of 8 digits is on its way to their address. It is good"
          + " for 10 minutes, for five tries. Five mails a day at most.")
  String sentStory();

  @Message("The mail must show the same number as this page:")
  String pageNumber();

  @Message("Code from the mail")
  String mailCode();

  @Message("Prove it with")
  String with();

  @Message("a code of my app")
  String withApp();

  @Message("a recovery code")
  String withRecovery();

  @Message("Code from your authenticator app")
  String appCode();

  @Message("Recovery code")
  String recoveryCode();

  @Message("16 letters and digits, from the sheet you kept. It works once.")
  String recoveryCodeHint();

  @Message("Set new password")
  String passwordDo();

  @Message("Your password")
  String password();

  @Message("Set up a new app")
  String appDo();

  @Message("Connect the new app")
  String newApp();

  @Message("Begin again")
  String again();

  @Message("Your account is yours again")
  String done();

  @Message(
      "All browsers are signed out. Until tomorrow at this time no limit can be raised, nothing"
          + " unfrozen, no card added, no data taken out and the account not closed. You can pay as"
          + " ever.")
  String doneStory();

  @Message("Sign in")
  String signIn();

  @Message("That did not match, or its time is over. Check all you typed, and use a fresh code.")
  String proofFailed();
}
