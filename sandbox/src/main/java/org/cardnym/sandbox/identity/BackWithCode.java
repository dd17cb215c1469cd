package org.cardnym.sandbox.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * Sends a browser back with its code, and forgets who it was: each time the person is checked anew.
 */
final class BackWithCode implements AuthenticationSuccessHandler {

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication given)
      throws IOException {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    var asked = (OAuth2AuthorizationCodeRequestAuthenticationToken) given;
    String code = Objects.requireNonNull(asked.getAuthorizationCode()).getTokenValue();
    String back = asked.getRedirectUri() + "?code=" + encoded(code);
    String state = asked.getState();
    response.sendRedirect(state == null ? back : back + "&state=" + encoded(state));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
