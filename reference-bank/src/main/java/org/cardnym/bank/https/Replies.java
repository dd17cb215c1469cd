package org.cardnym.bank.https;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cardnym.bank.refusal.RefusalCode;
import org.cardnym.bank.wire.StrictJson;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes whole replies; none may be kept by a cache. */
public final class Replies {

  private static final String RETRY_AFTER_SECONDS = "2";

  private Replies() {}

  public static void write(
      Response response, Callback callback, int status, String type, String body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(body.getBytes(UTF_8)), callback);
  }

  /** RFC 9457; equal codes give equal bytes. */
  public static void refuse(Response response, Callback callback, RefusalCode code) {
    if (code.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    if (code == RefusalCode.TOO_LARGE) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    problem(response, callback, code.status(), code.wireName(), code.title());
  }

  static void problem(
      Response response, Callback callback, int status, String code, String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", HttpStatus.getMessage(status));
    problem.put("status", status);
    problem.put("code", code);
    problem.put("detail", detail);
    write(response, callback, status, "application/problem+json", StrictJson.write(problem));
  }
}
