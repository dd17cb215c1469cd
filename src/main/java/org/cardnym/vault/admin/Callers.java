package org.cardnym.vault.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import org.cardnym.vault.approval.Person;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The present caller as those know them who ask whether two people have signed. */
@ApplicationScoped
class Callers {
  private final Actor actor;

  Callers(Actor actor) {
    this.actor = actor;
  }

  Person present() {
    JsonWebToken token = actor.token();
    String name = actor.name();
    return new Person(
        token.getIssuer(),
        token.getSubject(),
        name,
        name.startsWith("person:"),
        Set.copyOf(actor.methods()),
        authenticatedAt(token));
  }

  /** JSON numbers come as different types. */
  private static @Nullable Instant authenticatedAt(JsonWebToken token) {
    return switch (token.<Object>getClaim("auth_time")) {
      case Number seconds -> Instant.ofEpochSecond(seconds.longValue());
      case jakarta.json.JsonNumber seconds -> Instant.ofEpochSecond(seconds.longValue());
      case null, default -> null;
    };
  }
}
