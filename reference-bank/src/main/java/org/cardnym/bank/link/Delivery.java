package org.cardnym.bank.link;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.cardnym.bank.https.Replies;
import org.cardnym.bank.seal.AnswerSigner;
import org.cardnym.bank.wire.Base64Url;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sends an answer in the manner its card asks for; all but the prompt one exist to test a vault.
 */
final class Delivery {

  private static final String JOSE = "application/jose";
  private static final String GARBAGE = "no answer at all";
  private static final String UNSIGNED_HEADER = "{\"alg\":\"none\",\"typ\":\"cardnym-answer+jwt\"}";

  private final AnswerSigner signer;
  private final Patience patience;

  Delivery(AnswerSigner signer, Patience patience) {
    this.signer = signer;
    this.patience = patience;
  }

  void send(Answer answer, Request request, Response response, Callback callback)
      throws InterruptedException {
    switch (answer.manner()) {
      case PROMPT -> write(response, callback, signer.sign(answer.json()));
      case SLOW -> {
        Thread.sleep(patience.slow());
        write(response, callback, signer.sign(answer.json()));
      }
      case SILENT -> hangUp(request, callback);
      case GARBAGE -> write(response, callback, GARBAGE);
      case UNSIGNED -> write(response, callback, unsigned(answer.json()));
    }
  }

  private void hangUp(Request request, Callback callback) throws InterruptedException {
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    connection.setIdleTimeout(patience.silent().plus(Duration.ofMinutes(1)).toMillis());
    Thread.sleep(patience.silent());
    connection.close();
    callback.failed(new java.io.EOFException("silent on purpose"));
  }

  private static String unsigned(String json) {
    return encode(UNSIGNED_HEADER) + "." + encode(json) + ".";
  }

  private static String encode(String text) {
    return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Response response, Callback callback, String body) {
    Replies.write(response, callback, HttpStatus.OK_200, JOSE, body);
  }
}
