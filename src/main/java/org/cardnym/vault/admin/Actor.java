package org.cardnym.vault.admin;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who calls, as the trail names them: a person by subject, a machine by client. */
@ApplicationScoped
class Actor {
  private final SecurityIdentity identity;

  Actor(SecurityIdentity identity) {
    this.identity = identity;
  }

  /** For instance {@code person:7f3c…} or {@code client:vault-admin}. */
  String name() {
    return name(identity);
  }

  static String name(SecurityIdentity identity) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token) || token.getSubject() == null) {
      throw new Refusal(ErrorCode.FORBIDDEN);
    }
    String client = client(token);
    // A client-credentials token names the client as its subject (RFC 9068 §2.2).
    return token.getSubject().equals(client) ? "client:" + client : "person:" + token.getSubject();
  }

  JsonWebToken token() {
    if (identity.getPrincipal() instanceof JsonWebToken token) {
      return token;
    }
    throw new Refusal(ErrorCode.FORBIDDEN);
  }

  /** How the person proved who they are (RFC 8176); empty for machines. */
  List<String> methods() {
    return token().getClaim("amr") instanceof Collection<?> methods
        ? methods.stream().map(Actor::text).toList()
        : List.of();
  }

  List<String> roles() {
    return identity.getRoles().stream().sorted().toList();
  }

  static @Nullable String client(JsonWebToken token) {
    return token.getClaim("client_id") instanceof String client ? client : null;
  }

  /** JSON values print with quotes. */
  private static String text(Object value) {
    return value instanceof jakarta.json.JsonString json ? json.getString() : value.toString();
  }
}
