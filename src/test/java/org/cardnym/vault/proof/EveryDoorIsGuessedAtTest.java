package org.cardnym.vault.proof;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Locking;
import org.junit.jupiter.api.Test;

/**
 * Holds the tests that guess against the vault: whatever a browser can tell it is guessed at, or
 * stands here with the reason why there is nothing to guess.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(OneBusyAddress.class)
class EveryDoorIsGuessedAtTest {
  private static final String SHOWN = "the one who asks was shown the app's key a moment before";
  private static final String SIGNED_IN = "takes a session, and nothing that proves anybody";

  /** Takes no secret that could be guessed, since: */
  private static final Map<String, String> NOTHING_TO_GUESS =
      Map.ofEntries(
          entry("POST /pay/{id}/{secret}", "128 bits"),
          entry("GET /pay/{id}/{secret}", "128 bits, and opens nothing"),
          entry("POST /pay/{id}/elsewhere", "128 bits, and proves nobody"),
          entry("POST /pay/{id}/card", "takes the cookie of a browser that has proven already"),
          entry("POST /pay/{id}/provider/{name}", "takes a wish"),
          entry("POST /account/providers/finish", "128 bits, and proves nobody but adds a proof"),
          entry("POST /account/recover/begin", "takes a name"),
          entry("POST /account/security/password", "sets one, after a fresh proof"),
          entry("POST /account/security/app/confirm", SHOWN),
          entry("POST /account/security/passkeys/add", "256 bits, and proves nobody but adds one"),
          entry("POST /account/security/passkeys/{id}/name", SIGNED_IN),
          entry("POST /account/security/mobile/begin", "takes a number"),
          entry("POST /account/close", SIGNED_IN),
          entry("POST /account/cards/{id}/nickname", SIGNED_IN),
          entry("POST /account/cards/{id}/limit", SIGNED_IN),
          entry("POST /enrol/contact", "takes an address"),
          entry("POST /enrol/alias", "takes a name"),
          entry("POST /enrol/password", "sets one"));

  private static final List<String> SECRETS = List.of("code", "secret", "state");

  @Inject Ways ways;

  @Test
  void whateverABrowserTellsTheVaultIsGuessedAtOrNoSecret() {
    Set<String> guessed =
        guesses().flatMap(each -> Stream.of(each.at())).collect(Collectors.toSet());

    assertThat(guessed).doesNotContainAnyElementsOf(NOTHING_TO_GUESS.keySet());
    var known = new TreeSet<>(guessed);
    known.addAll(NOTHING_TO_GUESS.keySet());
    assertThat(places()).isEqualTo(known);
  }

  @Test
  void everyLimitThatLocksIsTried() {
    Set<Limit> tried =
        guesses()
            .flatMap(each -> Stream.of(each.by()))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Limit.class)));
    var met = new HashSet<>(tried);
    for (ProofDoor door : ways.doors()) {
      if (tried.contains(door.strangers())) {
        met.add(door.known());
      }
    }

    assertThat(met).containsAll(Locking.limits());
  }

  private static Stream<Guessed> guesses() {
    return Stream.of(ParallelGuessesTest.class, ParallelCodesTest.class)
        .flatMap(test -> Arrays.stream(test.getDeclaredMethods()))
        .map(method -> method.getAnnotation(Guessed.class))
        .filter(Objects::nonNull);
  }

  /** Where browsers of payers bring something, by the resources' own annotations. */
  private static Set<String> places() {
    var places = new TreeSet<String>();
    for (var bean : Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE)) {
      Path base = bean.getBeanClass().getAnnotation(Path.class);
      if (base != null && base.value().matches("/(pay|enrol|account)\\b.*")) {
        for (Method method : bean.getBeanClass().getDeclaredMethods()) {
          verb(method)
              .filter(verb -> Arrays.stream(method.getParameters()).anyMatch(p -> told(p)))
              .map(verb -> verb + " " + base.value() + further(method))
              .forEach(places::add);
        }
      }
    }
    return places;
  }

  private static Stream<String> verb(Method method) {
    return Stream.<Class<? extends Annotation>>of(GET.class, POST.class, PUT.class, DELETE.class)
        .filter(method::isAnnotationPresent)
        .map(Class::getSimpleName);
  }

  private static String further(Method method) {
    Path path = method.getAnnotation(Path.class);
    return path == null ? "" : path.value();
  }

  /** True for a body, and for a part of the address that is called a secret. */
  private static boolean told(Parameter parameter) {
    QueryParam query = parameter.getAnnotation(QueryParam.class);
    PathParam path = parameter.getAnnotation(PathParam.class);
    if (query != null || path != null) {
      return SECRETS.contains(query == null ? path.value() : query.value());
    }
    return Stream.<Class<? extends Annotation>>of(
            CookieParam.class, HeaderParam.class, Context.class)
        .noneMatch(parameter::isAnnotationPresent);
  }
}
