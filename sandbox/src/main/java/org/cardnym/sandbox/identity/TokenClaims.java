package org.cardnym.sandbox.identity;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * What access tokens say (RFC 9068, with a {@code roles} claim): who, through which client, how
 * proved; ID tokens how and when.
 */
final class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
  static final String AUDIENCE = "cardnym-vault";

  private final Map<String, List<String>> rolesOfMachines;

  TokenClaims(List<IdentitySettings.Machine> machines) {
    this.rolesOfMachines =
        machines.stream()
            .collect(
                Collectors.toMap(IdentitySettings.Machine::id, IdentitySettings.Machine::roles));
  }

  @Override
  public void customize(JwtEncodingContext context) {
    if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
      identify(context);
    } else if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
      give(context);
    }
  }

  private static void identify(JwtEncodingContext context) {
    if (context.getPrincipal() instanceof PersonSignedIn person) {
      context
          .getClaims()
          .claim("amr", person.amr())
          .claim("auth_time", person.at().getEpochSecond());
    }
  }

  private void give(JwtEncodingContext context) {
    String client = context.getRegisteredClient().getClientId();
    context.getJwsHeader().type("at+jwt");
    var claims = context.getClaims();
    claims
        .audience(List.of(AUDIENCE))
        .id(UUID.randomUUID().toString())
        .claim("client_id", client)
        .claim("azp", client);
    if (context.getPrincipal() instanceof PersonSignedIn person) {
      claims
          .claim("name", person.fullName())
          .claim("roles", person.roles())
          .claim("amr", person.amr())
          .claim("auth_time", person.at().getEpochSecond());
    } else {
      claims.claim("roles", rolesOfMachines.getOrDefault(client, List.of()));
    }
  }
}
