package org.cardnym.admin.merchant;

import com.fasterxml.jackson.databind.JsonNode;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;

/** Tells people that a secret above will not be shown again. */
final class OnceShown {
  private OnceShown() {}

  static ExitCode tell(Desk desk, ExitCode exit, JsonNode webhook) {
    if (webhook.path("secret").isTextual() && desk.screen().isForPeople()) {
      desk.screen()
          .warn("the secret is shown this once: give it to the merchant, and nobody else.");
    }
    return exit;
  }
}
