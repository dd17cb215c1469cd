package org.cardnym.bench.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * Whether the packaged programs still have every method that a step or a plant is put into: once,
 * under its name. Asked before a run, as a step that is never reached would pass for one that does
 * no harm.
 */
public final class Fit {
  private Fit() {}

  /**
   * Refuses programs that no longer fit.
   *
   * @param root the repository
   * @throws IllegalStateException with all that is missing
   */
  public static void require(Path root) {
    Path bank = root.resolve("reference-bank/target/reference-bank/reference-bank.jar");
    try (Stream<Path> jars = Files.list(root.resolve("target/vault/quarkus-app/app"))) {
      List<ClassFileLocator> locators = new ArrayList<>();
      locators.add(ClassFileLocator.ForJarFile.of(bank.toFile()));
      for (Path jar : jars.filter(each -> each.toString().endsWith(".jar")).toList()) {
        locators.add(ClassFileLocator.ForJarFile.of(jar.toFile()));
      }
      try (ClassFileLocator programs = new ClassFileLocator.Compound(locators)) {
        List<String> missing = missing(programs);
        if (!missing.isEmpty()) {
          throw new IllegalStateException(
              "the programs have changed; bring Step and Plant after it: " + missing);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The methods that are gone, or that there are several of. */
  static List<String> missing(ClassFileLocator programs) {
    TypePool types = TypePool.Default.of(programs);
    List<String> missing = new ArrayList<>();
    for (Step step : Step.values()) {
      if (!has(types, step.type(), step.method())) {
        missing.add(step.word() + " (" + step.type() + "." + step.method() + ")");
      }
    }
    for (ClockPlace place : ClockPlace.values()) {
      if (!has(types, place.type(), place.method())) {
        missing.add("clock (" + place.type() + "." + place.method() + ")");
      }
    }
    for (Plant plant : Plant.values()) {
      for (Plant.Place place : plant.places()) {
        if (!has(types, place.type(), place.method())) {
          missing.add(plant.word() + " (" + place.type() + "." + place.method() + ")");
        }
      }
    }
    return missing;
  }

  private static boolean has(TypePool types, String type, String method) {
    TypePool.Resolution found = types.describe(type);
    if (!found.isResolved()) {
      return false;
    }
    TypeDescription resolved = found.resolve();
    return resolved
            .getDeclaredMethods()
            .filter(
                ElementMatchers.named(method).and(ElementMatchers.not(ElementMatchers.isBridge())))
            .size()
        == 1;
  }
}
