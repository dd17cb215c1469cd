package org.cardnym.vault.web;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cardnym.vault.refusal.ErrorCode;

/** The merchants' API as the vault's classes have it. */
final class ApiCode {
  private static final String VAULT = "org.cardnym.vault";
  private static final Map<Class<? extends Annotation>, String> METHODS =
      Map.of(GET.class, "GET", POST.class, "POST", PUT.class, "PUT", DELETE.class, "DELETE");

  /** An amount that was judged when its payment was created is not refused when it is read. */
  private static final Set<String> JUDGED_BEFORE = Set.of(VAULT + ".payment.PaymentRow.money()");

  /** Runs on a thread of its own, whose failures are answered to nobody. */
  private static final Set<String> AFTERWARDS =
      Set.of(VAULT + ".issuer.Exchanges.send(java.util.UUID, java.util.UUID)");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages(VAULT);

  private ApiCode() {}

  /** An endpoint of the merchants' door. */
  record Endpoint(String route, JavaMethod method) {
    boolean open() {
      return method.isAnnotatedWith(PermitAll.class)
          || method.getOwner().isAnnotatedWith(PermitAll.class);
    }

    /** True if it takes JSON and nothing else. */
    boolean wantsJson() {
      Consumes own =
          method
              .tryGetAnnotationOfType(Consumes.class)
              .or(() -> method.getOwner().tryGetAnnotationOfType(Consumes.class))
              .orElse(null);
      return own != null && List.of(own.value()).equals(List.of("application/json"));
    }

    /**
     * The codes that stand in what it may run: in its own code and in all that this calls, whoever
     * implements it. Some of them may never be said; none that is said by the vault's own code is
     * missing.
     */
    Set<String> codes() {
      Set<String> codes = new TreeSet<>();
      Set<JavaCodeUnit> seen = new HashSet<>();
      var todo = new ArrayDeque<JavaCodeUnit>(List.of(method));
      while (!todo.isEmpty()) {
        JavaCodeUnit unit = todo.pop();
        if (seen.add(unit)) {
          unit.getFieldAccesses().stream()
              .filter(access -> access.getTargetOwner().isEquivalentTo(ErrorCode.class))
              .forEach(access -> codes.add(ErrorCode.valueOf(access.getName()).wire()));
          todo.addAll(called(unit));
        }
      }
      return codes;
    }
  }

  static List<Endpoint> endpoints() {
    List<Endpoint> all = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      Optional<Path> base = type.tryGetAnnotationOfType(Path.class);
      if (base.isPresent() && base.get().value().matches("/v1(?:/.*)?")) {
        type.getMethods().forEach(method -> add(base.get().value(), method, all));
      }
    }
    return all;
  }

  private static void add(String base, JavaMethod method, List<Endpoint> all) {
    METHODS.forEach((annotation, verb) -> {
      if (method.isAnnotatedWith(annotation)) {
        String path = method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
        all.add(new Endpoint(verb + " " + base + path, method));
      }
    });
  }

  private static List<JavaCodeUnit> called(JavaCodeUnit caller) {
    return Stream.of(
            caller.getCallsFromSelf().stream().map(call -> call.getTarget()),
            caller.getMethodReferencesFromSelf().stream().map(call -> call.getTarget()),
            caller.getConstructorReferencesFromSelf().stream().map(call -> call.getTarget()))
        .flatMap(targets -> targets)
        .flatMap(ApiCode::bodies)
        .filter(unit -> !JUDGED_BEFORE.contains(unit.getFullName()))
        .filter(unit -> !AFTERWARDS.contains(unit.getFullName()))
        .toList();
  }

  /** What a call may run: the member itself, and whatever overrides it. */
  private static Stream<JavaCodeUnit> bodies(CodeUnitAccessTarget target) {
    JavaClass owner = target.getOwner();
    if (!owner.getPackageName().startsWith(VAULT)) {
      return Stream.empty();
    }
    String[] parameters =
        target.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
    Stream<JavaCodeUnit> own = target.resolveMember().map(member -> (JavaCodeUnit) member).stream();
    Stream<JavaCodeUnit> overriding =
        owner.getAllSubclasses().stream()
            .flatMap(type -> type.tryGetMethod(target.getName(), parameters).stream())
            .map(member -> member);
    return Stream.concat(own, overriding);
  }
}
