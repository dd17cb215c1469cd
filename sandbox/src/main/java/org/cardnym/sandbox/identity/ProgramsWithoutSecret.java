package org.cardnym.sandbox.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Lets public clients name themselves (RFC 8628 section 3.1, RFC 6749 section 2.1); the framework
 * knows them only with an authorization code. What they get is a person's to confirm.
 */
final class ProgramsWithoutSecret implements AuthenticationProvider {
  private final RegisteredClientRepository clients;

  ProgramsWithoutSecret(RegisteredClientRepository clients) {
    this.clients = clients;
  }

  /** Reads a request that names a client and proves nothing; null for any other. */
  static final class Reader implements AuthenticationConverter {
    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
      String[] names = request.getParameterValues("client_id");
      boolean proves =
          request.getHeader("Authorization") != null
              || request.getParameter("client_secret") != null
              || request.getParameter("client_assertion") != null;
      return proves || names == null || names.length != 1
          ? null
          : new OAuth2ClientAuthenticationToken(
              names[0], ClientAuthenticationMethod.NONE, null, null);
    }
  }

  @Override
  public @Nullable Authentication authenticate(Authentication given) {
    OAuth2ClientAuthenticationToken asked = (OAuth2ClientAuthenticationToken) given;
    if (!asked.getClientAuthenticationMethod().equals(ClientAuthenticationMethod.NONE)) {
      return null;
    }
    RegisteredClient client = clients.findByClientId(String.valueOf(asked.getPrincipal()));
    if (client == null
        || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
    return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
