package org.cardnym.admin.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import org.cardnym.admin.connection.Wire;
import org.cardnym.admin.settings.MachineIdentity;
import org.cardnym.admin.settings.SecureUrl;

/** A form to an OAuth endpoint; it may hold secrets, so it doesn't print. */
final class Form {
  private final StringBuilder body = new StringBuilder();

  Form add(String name, String value) {
    body.append(body.isEmpty() ? "" : "&").append(encode(name)).append('=').append(encode(value));
    return this;
  }

  HttpRequest to(SecureUrl endpoint) {
    return request(endpoint).build();
  }

  /** With the client's id and secret in the header, each encoded (RFC 6749 section 2.3.1). */
  HttpRequest to(SecureUrl endpoint, MachineIdentity client) {
    String pair = encode(client.clientId()) + ":" + encode(client.secret().reveal());
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    return request(endpoint).header("Authorization", "Basic " + basic).build();
  }

  private HttpRequest.Builder request(SecureUrl endpoint) {
    return Wire.to(endpoint.uri())
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body.toString()));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Override
  public String toString() {
    return "Form(hidden)";
  }
}
