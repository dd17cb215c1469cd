package org.cardnym.sandbox.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailboxTest {

  @Test
  void mailsToAnAddressComeNewestFirst() throws MessagingException {
    MimeMessage[] all = {
      mail("a@x.example", "1"), mail("b@x.example", "2"), mail("A@x.example", "3")
    };

    List<Mailbox.Mail> mails = new Mailbox(() -> all).newest("a@X.example");

    assertThat(mails).extracting(Mailbox.Mail::text).containsExactly("3", "1");
  }

  @Test
  void ofSeveralPartsThePlainTextIsShown() throws MessagingException {
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText("Your code\r\n12345678", "utf-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setContent("<b>12345678</b>", "text/html; charset=utf-8");
    MimeMessage mail = mail("a@x.example", "");
    mail.setContent(new MimeMultipart("alternative", html, plain));
    mail.saveChanges();

    Mailbox.Mail shown = new Mailbox(() -> new MimeMessage[] {mail}).newest("").getFirst();

    assertThat(shown.text()).isEqualTo("Your code\n12345678");
  }

  private static MimeMessage mail(String to, String text) throws MessagingException {
    MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
    mail.setFrom("vault@x.example");
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    mail.setSubject("A code");
    mail.setText(text, "utf-8");
    mail.saveChanges();
    return mail;
  }
}
