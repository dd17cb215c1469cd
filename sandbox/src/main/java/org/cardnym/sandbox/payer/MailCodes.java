package org.cardnym.sandbox.payer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.sandbox.process.Await;

/** Reads the code that a mail brings: eight digits on a line of their own. */
final class MailCodes {
  private static final Pattern CODE = Pattern.compile("(?m)^\\s*([0-9]{8})\\s*$");

  private final PageBrowser browser;
  private final String inboxUrl;
  private final Await await;

  MailCodes(PageBrowser browser, String inboxUrl, Await await) {
    this.browser = browser;
    this.inboxUrl = inboxUrl;
    this.await = await;
  }

  String newest(String address) {
    return await.first("the mail with a code", Duration.ofSeconds(60), () -> look(address));
  }

  private Optional<String> look(String address) {
    String query = "?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
    try {
      for (JsonNode mail : browser.fetch(inboxUrl + "/api/messages" + query).json().path("items")) {
        Matcher code = CODE.matcher(mail.path("text").asText());
        if (code.find()) {
          return Optional.of(code.group(1));
        }
      }
    } catch (IOException notYet) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
