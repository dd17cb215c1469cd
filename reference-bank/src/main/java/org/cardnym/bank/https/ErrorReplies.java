package org.cardnym.bank.https;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What the server itself refuses (broken HTTP, timeouts) in the one form of refusals, without an
 * echo of the request.
 */
final class ErrorReplies implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = Math.max(response.getStatus(), HttpStatus.BAD_REQUEST_400);
    Replies.problem(response, callback, status, "http", "The request could not be served.");
    return true;
  }
}
