package org.cardnym.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** A real SMTP server on the port that {@link TestMail} chose, and what it has received. */
public final class Inbox implements AutoCloseable {
  /** Room for a try that fails, as the server was just closed, on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final GreenMail server;

  private Inbox(GreenMail server) {
    this.server = server;
  }

  public static Inbox open() {
    int port = ConfigProvider.getConfig().getValue("quarkus.mailer.port", Integer.class);
    var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return new Inbox(server);
  }

  /** What has come for this address. */
  public List<Message> to(String address) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(message -> recipients(message).contains(address))
        .map(Message.class::cast)
        .toList();
  }

  /** Waits for the first mail to this address. */
  public Message await(String address) {
    return await(address, 1).getFirst();
  }

  /** Waits until so many mails have come for this address. */
  public List<Message> await(String address, int count) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (to(address).size() < count && System.nanoTime() < end) {
      pause();
    }
    assertThat(to(address)).as("mails to %s", address).hasSizeGreaterThanOrEqualTo(count);
    return to(address);
  }

  /** Waits for a mail to this address that says this, whichever others come. */
  public Message await(String address, String words) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (saying(address, words).isEmpty() && System.nanoTime() < end) {
      pause();
    }
    assertThat(saying(address, words)).as("mails to %s with: %s", address, words).isNotEmpty();
    return saying(address, words).getFirst();
  }

  /** Waits for the so manieth mail to this address that says this. */
  public Message await(String address, String words, int count) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (saying(address, words).size() < count && System.nanoTime() < end) {
      pause();
    }
    assertThat(saying(address, words)).as("mails to %s with: %s", address, words).hasSize(count);
    return saying(address, words).getLast();
  }

  private List<Message> saying(String address, String words) {
    return to(address).stream().filter(mail -> text(mail).contains(words)).toList();
  }

  /** The mail's text, decoded, with line feeds. */
  public static String text(Message message) {
    try {
      return message.getContent().toString().replace("\r\n", "\n");
    } catch (Exception unreadable) {
      throw new IllegalStateException(
          GreenMailUtil.getBody((jakarta.mail.Part) message), unreadable);
    }
  }

  /** The line of eight digits in the mail. */
  public static String code(Message message) {
    return text(message).lines().filter(line -> line.matches("[0-9]{8}")).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static String recipients(Message message) {
    try {
      return Arrays.toString(message.getAllRecipients());
    } catch (MessagingException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
