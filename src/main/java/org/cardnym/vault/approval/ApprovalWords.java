package org.cardnym.vault.approval;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page for approvals in English; others in {@code messages/approval_*}. */
@MessageBundle(value = "approval", locale = "en")
public interface ApprovalWords {
  @Message("Sign a change")
  String title();

  @Message("Read it all. Signed by two people, this is done at once.")
  String story();

  @Message("Change")
  String kind();

  @Message("Of")
  String subject();

  @Message("Reason")
  String reason();

  @Message("Asked for by")
  String requestedBy();

  @Message("Signed by")
  String signedBy();

  @Message("nobody yet")
  String nobody();

  @Message("You are")
  String actor();

  @Message("Sign with my passkey")
  String sign();

  @Message(
      "Did you not ask for this page yourself, a moment ago? Close it, and tell your colleagues.")
  String warning();

  @Message("Signed. It waits for a second person.")
  String signed();

  @Message("Signed by two, and done.")
  String done();

  @Message("You can close this page.")
  String close();

  @Message("Become an approver")
  String enrolTitle();

  @Message(
      "Your passkey will sign changes to this vault that take two people. Keep it on a device that is yours alone.")
  String enrolStory();

  @Message("Make my passkey")
  String enrol();

  @Message("Your passkey is kept. You can sign from now on.")
  String enrolled();

  @Message("This page is over")
  String over();

  @Message("Its address is good for ten minutes and one signature. Ask vault-admin for another.")
  String overStory();

  @Message("Nothing was signed. You canceled, or this device does not have your passkey.")
  String none();

  @Message("This passkey does not fit. Use the one that you enrolled with.")
  String refused();

  @Message("Something has changed since it was asked for, so nothing was done. Ask for it again.")
  String changed();

  @Message("It is over: done, rejected, or too old.")
  String ended();

  @Message("It can''t be done any more, and nothing was: {code}")
  String unable(String code);

  @Message("You have signed it already.")
  String twice();

  @Message(
      "A payment of this payer waits for its bank, so nothing was done. Sign again in a minute.")
  String paying();

  @Message("Too many tries from here. Wait ten minutes.")
  String tooMany();

  @Message("You are enrolled already.")
  String exists();

  @Message("This browser knows no passkeys.")
  String noPasskeys();

  @Message("That did not work. Try again.")
  String otherwise();
}
