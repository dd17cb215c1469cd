package org.cardnym.bank.desk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.cardnym.bank.https.Replies;
import org.cardnym.bank.ledger.Books;
import org.cardnym.bank.ledger.Database;
import org.cardnym.bank.ledger.Receipt;
import org.cardnym.bank.refusal.Refusal;
import org.cardnym.bank.refusal.RefusalCode;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /}, the live page, with its {@code /feed}; {@code GET /receipts}, newest first, the
 * latest 200; and {@code GET /health}.
 */
public final class DeskHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(DeskHandler.class);
  private static final int RECEIPTS = 200;

  /**
   * Readers at once: fewer than the ledger has connections, so that they never keep payments out.
   */
  private static final int READERS = 4;

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final Set<String> LOOPBACK_NAMES =
      Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final Database database;
  private final Books books = new Books();
  private final Feed feed = new Feed();
  private final PageFiles files = new PageFiles();
  private final Semaphore readers = new Semaphore(READERS);

  public DeskHandler(Database database) {
    this.database = database;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put("Content-Security-Policy", POLICY);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.getHeaders().put("Referrer-Policy", "no-referrer");
    response.getHeaders().put("Cross-Origin-Resource-Policy", "same-origin");
    try {
      PageFiles.File found = page(request);
      Replies.write(response, callback, HttpStatus.OK_200, found.type(), found.text());
    } catch (Refusal refusal) {
      Replies.refuse(response, callback, refusal.code());
    } catch (RuntimeException e) {
      LOG.error("desk failed: exception={}", e.getClass().getName());
      Replies.refuse(response, callback, RefusalCode.INTERNAL);
    }
    return true;
  }

  private PageFiles.File page(Request request) {
    // Another site's name that is made to lead here would read as its own what stands here.
    if (!request.isSecure() && !LOOPBACK_NAMES.contains(Request.getServerName(request))) {
      throw new Refusal(RefusalCode.WRONG_HOST);
    }
    if (!HttpMethod.GET.is(request.getMethod())) {
      throw new Refusal(RefusalCode.METHOD_NOT_ALLOWED);
    }
    String path = String.valueOf(request.getHttpURI().getPath());
    return switch (path) {
      case "/receipts" -> PageFiles.json(read(this::receipts));
      case "/feed" -> {
        Database.Work<String> work = feed.asked(request.getHttpURI().getQuery());
        yield PageFiles.json(read(work));
      }
      case "/health" -> PageFiles.json(health());
      default -> files.at(path).orElseThrow(() -> new Refusal(RefusalCode.NO_SUCH_PAGE));
    };
  }

  private String read(Database.Work<String> work) {
    if (!readers.tryAcquire()) {
      throw new Refusal(RefusalCode.TOO_MANY_READERS);
    }
    try {
      return database.inTransaction(work);
    } finally {
      readers.release();
    }
  }

  private String receipts(Connection connection) throws SQLException {
    List<Receipt> latest = books.latest(connection, RECEIPTS);
    return ReceiptJson.list(latest);
  }

  /** Well is a bank that can read its books. */
  private String health() {
    database.inTransaction(connection -> books.latest(connection, 1));
    return "{\"status\":\"up\"}";
  }
}
