package org.cardnym.vault.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What stands on every page, in English; other languages in {@code messages/frame_*}. */
@MessageBundle(value = "frame", locale = "en")
public interface FrameWords {
  /** The language itself, as in {@link Language#tag}. */
  @Message("en")
  String lang();

  @Message("Pay with a username")
  String motto();

  @Message("SANDBOX: test cards only, no money moves")
  String sandbox();

  @Message("Shops see your username and the answer. Never your card.")
  String promise();

  @Message(
      "This page needs JavaScript, so that what you type is sent safely. Switch it on and reload.")
  String noScript();
}
