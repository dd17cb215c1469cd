package org.cardnym.bench.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Puts the steps, clocks that can be moved, and a bug if one is asked for, into the programs'
 * classes as they are loaded. Its argument is {@code FOLDER} or {@code FOLDER;PLANT}. A class that
 * can't be changed ends the process: a harness that tests less than it says is worse than none. Who
 * is of the next {@link Release} gets its migrations too.
 */
public final class FaultAgent {
  private static final int BROKEN = 70;

  private FaultAgent() {}

  /** Called by the virtual machine before the vault's own main. */
  public static void premain(String argument, Instrumentation instrumentation) {
    int semicolon = argument.indexOf(';');
    Path folder = Path.of(semicolon < 0 ? argument : argument.substring(0, semicolon));
    Plant plant = semicolon < 0 ? null : Plant.of(argument.substring(semicolon + 1));
    Hook.obey(folder);
    instrumentation.addTransformer(new Changes(plant, Release.next(folder)));
  }

  /** Changes each class that has a step or a plant. */
  private static final class Changes implements ClassFileTransformer {
    private final Set<String> types = new HashSet<>();
    private final @Nullable Plant plant;

    Changes(@Nullable Plant plant, boolean next) {
      this.plant = plant;
      for (Step step : Step.values()) {
        types.add(step.type());
      }
      for (ClockPlace place : ClockPlace.values()) {
        types.add(place.type());
      }
      if (plant != null) {
        plant.places().forEach(place -> types.add(place.type()));
      }
      if (next) {
        types.add(Release.TYPE);
      }
    }

    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        @Nullable String internalName,
        @Nullable Class<?> redefined,
        @Nullable ProtectionDomain domain,
        byte[] bytes) {
      String name = internalName == null ? "" : internalName.replace('/', '.');
      if (!types.contains(name)) {
        return null;
      }
      try {
        return changed(name, bytes, loader);
      } catch (Throwable broken) {
        System.err.println("fault agent: " + name + " can't be changed: " + broken);
        Runtime.getRuntime().halt(BROKEN);
        return null;
      }
    }

    private byte[] changed(String name, byte[] bytes, @Nullable ClassLoader loader) {
      ClassFileLocator locator =
          new ClassFileLocator.Compound(
              ClassFileLocator.Simple.of(name, bytes), ClassFileLocator.ForClassLoader.of(loader));
      TypeDescription type = TypePool.Default.of(locator).describe(name).resolve();
      DynamicType.Builder<?> builder = new ByteBuddy().redefine(type, locator);
      for (Step step : Step.values()) {
        if (step.type().equals(name)) {
          // A method twice is one step at its entry and one at its exit, or of another kind.
          boolean first = firstOf(step);
          builder = first ? visited(builder, step) : builder;
        }
      }
      for (ClockPlace place : ClockPlace.values()) {
        if (place.type().equals(name)) {
          builder =
              builder.visit(Advice.to(place.advice()).on(ElementMatchers.named(place.method())));
        }
      }
      if (plant != null) {
        for (Plant.Place place : plant.places()) {
          if (place.type().equals(name)) {
            builder =
                builder.visit(
                    Advice.to(Plants.advice(place)).on(ElementMatchers.named(place.method())));
          }
        }
      }
      if (name.equals(Release.TYPE)) {
        builder =
            builder.visit(Advice.to(Release.More.class).on(ElementMatchers.named(Release.METHOD)));
      }
      return builder.make().getBytes();
    }

    private static boolean firstOf(Step step) {
      for (Step each : Step.values()) {
        if (each.type().equals(step.type())
            && each.method().equals(step.method())
            && each.entry() == step.entry()) {
          return each == step;
        }
      }
      return false;
    }

    private static DynamicType.Builder<?> visited(DynamicType.Builder<?> builder, Step step) {
      return builder.visit(
          Advice.to(step.entry() ? AtEntry.class : AtExit.class)
              .on(ElementMatchers.named(step.method())));
    }
  }
}
