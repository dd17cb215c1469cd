package org.cardnym.sandbox.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Judges the sign-in form: one answer for whatever was wrong. */
final class SignIn implements AuthenticationProvider {
  private final People people;

  SignIn(People people) {
    this.people = people;
  }

  /** The form's third field, beside user name and password. */
  static final class WithCode extends WebAuthenticationDetails {
    private static final long serialVersionUID = 1L;

    private final String code;

    WithCode(HttpServletRequest request) {
      super(request);
      String given = request.getParameter("code");
      this.code = given == null ? "" : given.strip();
    }
  }

  @Override
  public Authentication authenticate(Authentication given) {
    if (given.getDetails() instanceof WithCode details) {
      String password = String.valueOf(given.getCredentials());
      return people
          .signIn(given.getName(), password, details.code)
          .orElseThrow(() -> new BadCredentialsException("refused"));
    }
    throw new BadCredentialsException("refused");
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }
}
