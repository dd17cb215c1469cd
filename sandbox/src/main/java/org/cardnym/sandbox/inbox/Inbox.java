package org.cardnym.sandbox.inbox;

import java.util.Map;
import org.cardnym.sandbox.web.Request;
import org.cardnym.sandbox.web.Response;
import org.cardnym.sandbox.web.Template;

/** The inbox's doors: a page for people, JSON for scripts, and where the vault leaves messages. */
final class Inbox {
  private final Mailbox mailbox;
  private final Texts texts;
  private final DemoPhone phone;
  private final String page = new Template(Inbox.class, "inbox.html").fill(Map.of());

  Inbox(Mailbox mailbox, Texts texts, DemoPhone phone) {
    this.mailbox = mailbox;
    this.texts = texts;
    this.phone = phone;
  }

  Response answer(Request request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /" -> Response.html(200, page);
      case "GET /inbox.css", "GET /inbox.js" ->
          Response.resource(Inbox.class, request.path().substring(1));
      case "GET /api/messages" ->
          Response.json(200, Map.of("items", mailbox.newest(request.query("to").strip())));
      case "GET /api/texts" ->
          Response.json(200, Map.of("items", texts.newest(request.query("to").strip())));
      case "POST /api/texts" -> texts.take(request);
      case "GET /api/codes" -> Response.json(200, Map.of("items", phone.codes()));
      default -> Response.notFound();
    };
  }
}
