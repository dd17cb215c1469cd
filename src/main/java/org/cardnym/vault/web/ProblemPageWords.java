package org.cardnym.vault.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** A problem as a person reads it, in English; other languages in {@code messages/problem_*}. */
@MessageBundle(value = "problem", locale = "en")
public interface ProblemPageWords {
  @Message("There is nothing here")
  String nothing();

  @Message("This request was refused")
  String refused();

  @Message("Too many tries")
  String tooOften();

  @Message("We can’t answer just now")
  String busy();

  @Message("Payments rest for now")
  String recovering();

  @Message("Something went wrong")
  String broken();

  @Message("Check the address, or go back and try again.")
  String nothingHelp();

  @Message("Go back and try again.")
  String refusedHelp();

  @Message("Wait a few minutes, then try again.")
  String tooOftenHelp();

  @Message("Try again in a moment.")
  String busyHelp();

  @Message("We are putting our records in order. Please come back later.")
  String recoveringHelp();

  @Message("Go back and try again. If it happens again, tell us the number below.")
  String brokenHelp();

  @Message("Nothing was paid here. Go back to the shop and pay from there.")
  String paying();

  @Message("Number")
  String number();
}
