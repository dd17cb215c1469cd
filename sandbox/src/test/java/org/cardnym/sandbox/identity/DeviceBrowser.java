package org.cardnym.sandbox.identity;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cardnym.sandbox.web.Caller;

/** A person's browser at the provider's pages: fills the forms it is shown. */
final class DeviceBrowser {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient client;
  private final String issuer;

  DeviceBrowser(Path authority, String issuer) {
    this.client =
        Caller.plain()
            .sslContext(Caller.trusting(authority))
            .cookieHandler(new CookieManager())
            .build();
    this.issuer = issuer;
  }

  /** Whether the form was accepted. */
  boolean signIn(String username, String password, String code) throws IOException {
    Matcher csrf = CSRF.matcher(get("/login").body());
    assert csrf.find();
    HttpResponse<String> answer =
        post(
            "/login",
            Map.of(
                "_csrf", csrf.group(1), "username", username, "password", password, "code", code));
    return !answer.headers().firstValue("Location").orElse("").contains("error");
  }

  void confirm(String userCode) throws IOException {
    post("/oauth2/device_verification", Map.of("user_code", userCode));
  }

  private HttpResponse<String> get(String path) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(issuer + path)).GET());
  }

  private HttpResponse<String> post(String path, Map<String, String> fields) throws IOException {
    String body =
        fields.entrySet().stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(issuer + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
