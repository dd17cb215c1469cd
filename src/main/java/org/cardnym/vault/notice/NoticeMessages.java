package org.cardnym.vault.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;

/** Turns a queued notice into a text message and hands it over. */
@ApplicationScoped
class NoticeMessages {
  private final TextMessages messages;
  private final TextGateway gateway;
  private final NoticeTexts texts;
  private final NoticeSeal seal;

  NoticeMessages(TextMessages messages, TextGateway gateway, NoticeTexts texts, NoticeSeal seal) {
    this.messages = messages;
    this.gateway = gateway;
    this.texts = texts;
    this.seal = seal;
  }

  boolean on() {
    return messages.on();
  }

  /** Returns once it is taken; false if it never will be. */
  boolean send(NoticeJob job) {
    Map<String, String> facts = seal.open(job);
    String to = Objects.requireNonNull(facts.get("to"));
    return gateway.take(job.noticeId(), to, texts.text(job.kind(), facts).strip());
  }
}
