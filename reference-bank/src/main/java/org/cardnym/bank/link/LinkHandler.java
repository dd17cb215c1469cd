package org.cardnym.bank.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.cardnym.bank.https.Replies;
import org.cardnym.bank.refusal.Refusal;
import org.cardnym.bank.refusal.RefusalCode;
import org.cardnym.bank.seal.AnswerSigner;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one endpoint of the link: {@code POST /cardnym}. */
public final class LinkHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(LinkHandler.class);
  private static final String PATH = "/cardnym";
  private static final String JOSE = "application/jose";
  private static final int LARGEST_BODY = 16 * 1024;
  private static final int MOST_AT_ONCE = 256;

  private final Exchange exchange;
  private final Delivery delivery;
  private final ClientName clientName;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /**
   * @param clientName the name that the vault's certificate must carry; empty if its chain is
   *     enough
   */
  public LinkHandler(
      Exchange exchange, AnswerSigner signer, Optional<String> clientName, Patience patience) {
    this.exchange = exchange;
    this.delivery = new Delivery(signer, patience);
    this.clientName = new ClientName(clientName);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    try {
      checkRequest(request);
      delivery.send(answer(body(request)), request, response, callback);
    } catch (Refusal refusal) {
      LOG.info("refused: code={}", refusal.code().wireName());
      Replies.refuse(response, callback, refusal.code());
    } catch (RuntimeException e) {
      // The text of an exception may hold card data; its class does not.
      LOG.error("failed: exception={}", e.getClass().getName());
      Replies.refuse(response, callback, RefusalCode.INTERNAL);
    }
    return true;
  }

  private void checkRequest(Request request) {
    clientName.check(request);
    require(PATH.equals(request.getHttpURI().getPath()), RefusalCode.NO_SUCH_PAGE);
    require(HttpMethod.POST.is(request.getMethod()), RefusalCode.METHOD_NOT_ALLOWED);
    require(
        JOSE.equalsIgnoreCase(request.getHeaders().get(HttpHeader.CONTENT_TYPE)),
        RefusalCode.MEDIA_TYPE);
    require(!request.getHeaders().contains(HttpHeader.CONTENT_ENCODING), RefusalCode.MEDIA_TYPE);
    require(request.getLength() <= LARGEST_BODY, RefusalCode.TOO_LARGE);
  }

  private static String body(Request request) throws IOException {
    try (InputStream body = Content.Source.asInputStream(request)) {
      byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
      require(bytes.length <= LARGEST_BODY, RefusalCode.TOO_LARGE);
      return new String(bytes, ISO_8859_1);
    }
  }

  private Answer answer(String compactJwe) {
    require(places.tryAcquire(), RefusalCode.UNAVAILABLE);
    try {
      return exchange.answer(compactJwe);
    } finally {
      places.release();
    }
  }

  private static void require(boolean holds, RefusalCode otherwise) {
    if (!holds) {
      throw new Refusal(otherwise);
    }
  }
}
