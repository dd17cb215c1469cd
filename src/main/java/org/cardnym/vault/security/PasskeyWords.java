package org.cardnym.vault.security;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words about passkeys in English; other languages in {@code messages/passkeys_*}. */
@MessageBundle(value = "passkeys", locale = "en")
public interface PasskeyWords {
  @Message("Passkeys")
  String title();

  @Message(
      "A passkey pays and opens your account with one touch, by your finger, your face or your"
          + " device’s PIN. It works on this site only, so nobody can trick it out of you.")
  String story();

  @Message("You have no passkey yet.")
  String none();

  @Message("This browser knows no passkeys.")
  String unable();

  @Message("Name of the new passkey")
  String newName();

  @Message("If you like, for instance “My phone”. Up to 24 characters.")
  String nameHint();

  @Message("Add a passkey")
  String add();

  @Message("Passkey")
  String passkey();

  @Message("Added on $1.")
  String added();

  @Message("Last used on $1.")
  String used();

  @Message("Not used yet.")
  String unused();

  @Message("Synced")
  String synced();

  @Message("Stopped: somebody may have a copy")
  String suspect();

  @Message("Manage")
  String manage();

  @Message("Manage $1")
  String manageThat();

  @Message("Name")
  String name();

  @Message("Save the name")
  String saveName();

  @Message("Remove this passkey")
  String remove();

  @Message("The passkey is added. It can pay from now on.")
  String savedAdded();

  @Message("The name is saved.")
  String savedName();

  @Message("The passkey is removed. You may delete it in your device’s settings as well.")
  String savedRemoved();

  @Message("No passkey was added: you canceled, or your device did not answer in time.")
  String canceled();

  @Message("There is a passkey for this account on this device already.")
  String known();

  @Message("This passkey can’t be added. Try again, or another device.")
  String refused();

  @Message("You have as many passkeys as an account may have. Remove one first.")
  String full();

  @Message("This can’t be a name: up to 24 characters on one line.")
  String nameUnfit();

  @Message("Don’t put a card number here.")
  String likeCard();
}
