package org.cardnym.sandbox.launch;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.sandbox.web.Template;

/** What a newcomer reads when all is up. */
final class Announcement {
  private static final Pattern PLACE = Pattern.compile("<(\\w+)>");

  private final Consumer<String> say;

  Announcement(Consumer<String> say) {
    this.say = say;
  }

  void print(Endpoints endpoints, Kept kept, DataFolder folder) {
    Map<String, String> values = new HashMap<>();
    values.put("shop", endpoints.shop());
    values.put("inbox", endpoints.inbox());
    values.put("pages", endpoints.pages());
    values.put("bank", endpoints.bankPage());
    values.put("payer", Demo.PAYER);
    values.put("password", kept.payerPassword());
    values.put("environment", folder.environment().toString());
    values.put("logs", folder.logs().toString());
    Matcher place = PLACE.matcher(Template.text(Announcement.class, "ready.txt"));
    say.accept(
        place.replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), ""))));
  }
}
