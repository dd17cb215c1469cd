package org.cardnym.sandbox.inbox;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.cardnym.sandbox.web.Json;
import org.cardnym.sandbox.web.LoopbackServer;

/** The inbox's process. Its one argument names the settings' file. */
public final class InboxMain {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
          + " form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

  private InboxMain() {}

  /** Starts the mail server and its page; they end with their process. */
  public static void main(String[] arguments) throws IOException {
    InboxSettings settings = Json.readFile(Path.of(arguments[0]), InboxSettings.class);
    GreenMail mail =
        new GreenMail(new ServerSetup(settings.smtpPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
    mail.start();
    Mailbox mailbox = new Mailbox(mail::getReceivedMessages);
    Texts texts = new Texts(settings.textToken(), InstantSource.system());
    DemoPhone phone = new DemoPhone(Path.of(settings.phone()), InstantSource.system());
    Inbox inbox = new Inbox(mailbox, texts, phone);
    new LoopbackServer(settings.webPort(), POLICY, inbox::answer);
    System.out.println("ready");
  }
}
