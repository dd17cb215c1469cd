package org.cardnym.admin.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.AccessToken;
import org.cardnym.admin.settings.SecureUrl;

/** The vault's admin API: what it refuses comes back as a {@link Failure}. */
public final class VaultApi {
  private static final String WHOM = "the vault";

  private final Wire wire;
  private final SecureUrl vault;
  private final Supplier<AccessToken> token;

  public VaultApi(Wire wire, SecureUrl vault, Supplier<AccessToken> token) {
    this.wire = wire;
    this.vault = vault;
    this.token = token;
  }

  public Reply get(AdminPath path) {
    return taken(ask(path), path);
  }

  /** What the vault answers to a GET, be it a refusal. */
  public Answer ask(AdminPath path) {
    return wire.send(request(path).GET().build(), WHOM);
  }

  public Reply post(AdminPath path, JsonNode body) {
    return send(path, withBody(path).POST(BodyPublishers.ofString(body.toString())));
  }

  /**
   * Sends a file.
   *
   * @param refused gets the whole problem (RFC 9457) before the failure
   */
  public Reply post(AdminPath path, String mediaType, byte[] file, Consumer<JsonNode> refused) {
    return send(
        path,
        request(path).header("Content-Type", mediaType).POST(BodyPublishers.ofByteArray(file)),
        refused);
  }

  public Reply put(AdminPath path, JsonNode body) {
    return send(path, withBody(path).PUT(BodyPublishers.ofString(body.toString())));
  }

  public Reply delete(AdminPath path) {
    return send(path, request(path).DELETE());
  }

  private HttpRequest.Builder request(AdminPath path) {
    return Wire.to(vault.resolve(path.toString()))
        .header("Authorization", "Bearer " + token.get().reveal());
  }

  private HttpRequest.Builder withBody(AdminPath path) {
    return request(path).header("Content-Type", "application/json");
  }

  private Reply send(AdminPath path, HttpRequest.Builder request) {
    return send(path, request, problem -> {});
  }

  private Reply send(AdminPath path, HttpRequest.Builder request, Consumer<JsonNode> refused) {
    Answer answer = wire.send(request.build(), WHOM);
    if (!answer.isSuccess() && answer.isProblem()) {
      refused.accept(answer.body());
    }
    return taken(answer, path);
  }

  /**
   * The answer of a vault that took the request.
   *
   * @throws Failure if it refused it
   */
  public static Reply taken(Answer answer, AdminPath path) {
    if (!answer.isSuccess()) {
      throw Problem.of(answer, path.segments());
    }
    if (answer.body().isMissingNode()) {
      if (answer.status() != 204) {
        throw new Failure(
            Trouble.ANSWER_NOT_UNDERSTOOD,
            "The answer, status " + answer.status() + ", is not JSON.");
      }
      return new Reply(204, JsonNodeFactory.instance.objectNode());
    }
    return new Reply(answer.status(), answer.body());
  }
}
