package org.cardnym.vault;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls between the rooms. Whoever moves one moves it in the design as well. */
class ArchitectureTest {
  private static final String BASE = "org.cardnym.vault.";

  /** The only classes outside of the card's room that plaintext is lent to. */
  private static final Set<String> SEALERS = Set.of(BASE + "issuer.CardSealing");

  private static final JavaClasses VAULT =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("org.cardnym.vault");

  @Test
  void everyPackageIsARoomOfTheTable() {
    Set<String> rooms =
        VAULT.stream()
            .map(ArchitectureTest::room)
            .filter(r -> !r.isEmpty())
            .collect(Collectors.toSet());

    assertThat(Rooms.all()).containsAll(rooms);
  }

  @Test
  void everyRoomUsesOnlyWhatTheTableGivesIt() {
    Set<String> beyond =
        VAULT.stream()
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .filter(d -> isBeyond(room(d.getOriginClass()), room(d.getTargetClass())))
            .map(d -> room(d.getOriginClass()) + " -> " + room(d.getTargetClass()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(beyond).isEmpty();
  }

  @Test
  void theTableItselfHasNoCycle() {
    var placed = new HashSet<>(Rooms.OPEN);
    while (placed.addAll(placeable(placed))) {
      // Each round places the rooms that stand on placed ones only.
    }

    assertThat(placed).isEqualTo(Rooms.all());
  }

  @Test
  void noRoomsUseEachOtherInACircle() {
    slices().matching(BASE + "(*)..").should().beFreeOfCycles().check(VAULT);
  }

  @Test
  void onlyTheKeysKnowTink() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "keys")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.crypto.tink..")
        .check(VAULT);
  }

  @Test
  void onlyOneRoomCallsNativeLibraries() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "pkcs11")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.jna..")
        .check(VAULT);
  }

  @Test
  void onlyTheTracesKnowOpenTelemetry() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "trace")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .check(VAULT);
  }

  @Test
  void httpIsSpokenInResourcesAndTheOuterWallOnly() {
    Set<String> speakers =
        origins(c -> c.getPackageName().startsWith("jakarta.ws.rs"))
            .map(ArchitectureTest::outermost)
            .filter(c -> !room(c).equals("web") && !isResource(c) && !servesResourcesOnly(c))
            .map(JavaClass::getFullName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(speakers).isEmpty();
  }

  @Test
  void plaintextIsLentToTheSealingClassOnly() {
    Set<String> borrowers =
        Stream.of("PlaintextAccess", "CardPlain", "CardUse")
            .flatMap(name -> origins(c -> c.getFullName().equals(BASE + "card." + name)))
            .map(c -> outermost(c).getFullName())
            .filter(name -> !name.startsWith(BASE + "card."))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(SEALERS).containsAll(borrowers);
  }

  @Test
  void lendingIsAskedForByTheSealingClassOnly() {
    Set<String> askers =
        VAULT.stream()
            .flatMap(c -> c.getCodeUnitAccessesFromSelf().stream())
            .filter(call -> isLending(call.getTarget()))
            .map(call -> outermost(call.getOriginOwner()).getFullName())
            .filter(name -> !name.startsWith(BASE + "card."))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(SEALERS).containsAll(askers);
  }

  @Test
  void onlyLendingMakesTheTokenForPlaintext() {
    Set<String> makers =
        VAULT.get(BASE + "card.PlaintextAccess").getConstructorCallsToSelf().stream()
            .map(call -> call.getOriginOwner().getFullName())
            .collect(Collectors.toSet());

    assertThat(makers).containsExactly(BASE + "card.Lending");
  }

  private static boolean isBeyond(String from, String to) {
    return !from.isEmpty() && !to.isEmpty() && !from.equals(to) && !Rooms.usable(from).contains(to);
  }

  private static Set<String> placeable(Set<String> placed) {
    return Rooms.all().stream()
        .filter(room -> placed.containsAll(Rooms.usable(room)))
        .collect(Collectors.toSet());
  }

  private static boolean isLending(AccessTarget target) {
    String owner = target.getOwner().getFullName();
    return target.getName().equals("lend")
        && Set.of(BASE + "card.Cards", BASE + "card.EnteredCard").contains(owner);
  }

  private static boolean isResource(JavaClass type) {
    return type.getSimpleName().endsWith("Resource") || type.getSimpleName().endsWith("Mapper");
  }

  private static boolean servesResourcesOnly(JavaClass helper) {
    return helper.getDirectDependenciesToSelf().stream()
        .map(d -> outermost(d.getOriginClass()))
        .allMatch(user -> user.equals(helper) || isResource(user));
  }

  private static Stream<JavaClass> origins(Predicate<JavaClass> target) {
    return VAULT.stream()
        .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
        .filter(d -> target.test(d.getTargetClass()))
        .map(d -> d.getOriginClass());
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  /** The room of one of our classes; empty for those of the base package and of others. */
  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(BASE) ? name.substring(BASE.length()) : "";
  }
}
