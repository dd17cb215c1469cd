package org.cardnym.bank.desk;

import java.util.List;
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

/** {@code GET /receipts}, newest first, the latest 200; and {@code GET /health}. */
public final class DeskHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(DeskHandler.class);
  private static final String JSON = "application/json";
  private static final int RECEIPTS = 200;

  private final Database database;
  private final Books books = new Books();

  public DeskHandler(Database database) {
    this.database = database;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    try {
      Replies.write(response, callback, HttpStatus.OK_200, JSON, page(request));
    } catch (Refusal refusal) {
      Replies.refuse(response, callback, refusal.code());
    } catch (RuntimeException e) {
      LOG.error("desk failed: exception={}", e.getClass().getName());
      Replies.refuse(response, callback, RefusalCode.INTERNAL);
    }
    return true;
  }

  private String page(Request request) {
    if (!HttpMethod.GET.is(request.getMethod())) {
      throw new Refusal(RefusalCode.METHOD_NOT_ALLOWED);
    }
    return switch (String.valueOf(request.getHttpURI().getPath())) {
      case "/receipts" -> receipts(RECEIPTS);
      case "/health" -> health();
      default -> throw new Refusal(RefusalCode.NO_SUCH_PAGE);
    };
  }

  private String receipts(int limit) {
    List<Receipt> latest = database.inTransaction(connection -> books.latest(connection, limit));
    return ReceiptJson.list(latest);
  }

  /** Well is a bank that can read its books. */
  private String health() {
    database.inTransaction(connection -> books.latest(connection, 1));
    return "{\"status\":\"up\"}";
  }
}
