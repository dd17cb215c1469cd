package org.cardnym.sandbox.inbox;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The mails that came, newest first, as text. */
final class Mailbox {
  private static final int SHOWN = 200;

  /** A mail as page and JSON show it. */
  record Mail(String id, String at, String from, List<String> to, String subject, String text) {}

  private final Supplier<MimeMessage[]> received;

  Mailbox(Supplier<MimeMessage[]> received) {
    this.received = received;
  }

  /**
   * The mails to an address, or all.
   *
   * @param to an address in any case, or empty for all
   */
  List<Mail> newest(String to) {
    MimeMessage[] all = received.get();
    List<Mail> found = new ArrayList<>();
    for (int i = all.length - 1; i >= 0 && found.size() < SHOWN; i--) {
      Mail mail = read(i, all[i]);
      if (to.isEmpty() || mail.to().contains(to.toLowerCase(Locale.ROOT))) {
        found.add(mail);
      }
    }
    return found;
  }

  private static Mail read(int index, MimeMessage message) {
    try {
      Date sent = message.getSentDate();
      String subject = message.getSubject();
      return new Mail(
          String.valueOf(index + 1),
          sent == null ? "" : Instant.ofEpochMilli(sent.getTime()).toString(),
          String.join(", ", addresses(message.getFrom())),
          addresses(message.getAllRecipients()),
          subject == null ? "" : subject,
          text(message).replace("\r\n", "\n").strip());
    } catch (MessagingException | IOException e) {
      return new Mail(String.valueOf(index + 1), "", "", List.of(), "(unreadable)", "");
    }
  }

  private static List<String> addresses(Address @Nullable [] addresses) {
    return addresses == null
        ? List.of()
        : Arrays.stream(addresses).map(each -> each.toString().toLowerCase(Locale.ROOT)).toList();
  }

  /** The plain text; of several parts the first that has some. */
  private static String text(Part part) throws MessagingException, IOException {
    if (part.isMimeType("text/plain") && part.getContent() instanceof String text) {
      return text;
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        String text = text(parts.getBodyPart(i));
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return "";
  }
}
