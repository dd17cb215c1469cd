package org.cardnym.sandbox.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cardnym.sandbox.web.Template;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The demo phone: its button stands for a finger on a sensor, and for the key of the device that
 * signs then. Whoever presses it is the phone's owner, or by the other button somebody else who has
 * an account there; neither has a role.
 */
@RestController
class SensorPage {
  private static final String OTHERS = "other";
  private static final String HTML = "text/html;charset=utf-8";
  private static final List<String> FINGER_AND_KEY = List.of("fpt", "hwk");

  private final Template page = new Template(SensorPage.class, "sensor.html");
  private final SavedRequestAwareAuthenticationSuccessHandler onwards =
      new SavedRequestAwareAuthenticationSuccessHandler();
  private final HttpSessionSecurityContextRepository sessions =
      new HttpSessionSecurityContextRepository();
  private final String owner;

  SensorPage(IdentitySettings settings) {
    this.owner = settings.device().owner();
  }

  @GetMapping(path = "/sensor", produces = HTML)
  String page(CsrfToken csrf) {
    return page.fill(Map.of("csrf", csrf.getToken(), "owner", owner));
  }

  @PostMapping("/sensor")
  void touched(
      @RequestParam(name = "finger", defaultValue = "") String finger,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    String who = finger.equals(OTHERS) ? owner + "-" + OTHERS : owner;
    var person = new PersonSignedIn(who, who, List.of(), FINGER_AND_KEY, Instant.now());
    request.changeSessionId();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(person);
    sessions.saveContext(context, request, response);
    onwards.onAuthenticationSuccess(request, response, person);
  }
}
