package org.cardnym.sandbox.identity;

import java.util.Map;
import org.cardnym.sandbox.web.Template;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages a person sees while signing a device in (RFC 8628, 3.3). */
@RestController
class PersonPages {
  private static final String HTML = "text/html;charset=utf-8";

  private final Template login = new Template(PersonPages.class, "login.html");
  private final Template activate = new Template(PersonPages.class, "activate.html");
  private final Template activated = new Template(PersonPages.class, "activated.html");

  @GetMapping(path = "/login", produces = HTML)
  String login(CsrfToken csrf, @RequestParam(required = false) @Nullable String error) {
    String message = error == null ? "" : "User name, password or code did not fit.";
    return login.fill(Map.of("csrf", csrf.getToken(), "message", message));
  }

  @GetMapping(
      path = {"/", "/activate"},
      produces = HTML)
  String activate(
      Authentication person,
      @RequestParam(name = "user_code", defaultValue = "") String userCode,
      @RequestParam(required = false) @Nullable String error) {
    String message = error == null ? "" : "That code is not known, or has ended.";
    return activate.fill(
        Map.of("person", person.getName(), "userCode", userCode, "message", message));
  }

  @GetMapping(path = "/activated", produces = HTML)
  String activated() {
    return activated.fill(Map.of());
  }

  @GetMapping(path = "/identity.css", produces = "text/css;charset=utf-8")
  String style() {
    return Template.text(PersonPages.class, "identity.css");
  }
}
