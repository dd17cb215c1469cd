package org.cardnym.bench.agent;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * How the bugs are planted, with the vault's own parts, found by name: where a name is gone the
 * vault ends.
 */
public final class Plants {
  private static final String ISSUER = "org.cardnym.vault.issuer.";
  private static final int BROKEN = 70;

  private Plants() {}

  static Class<?> advice(Plant.Place place) {
    return switch (place.method()) {
      case "commit" -> SendsEarly.class;
      case "next" -> BelievesLate.class;
      case "approve" -> Reopens.class;
      case "of" -> Renames.class;
      default -> throw new IllegalArgumentException(place.method());
    };
  }

  /** {@code Pipeline.commit}: what it committed to is sent before the commit. */
  static final class SendsEarly {
    private SendsEarly() {}

    @Advice.OnMethodExit
    static void at(
        @Advice.This Object self,
        @Advice.Argument(0) UUID payment,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object step) {
      Plants.sendEarly(self.getClass().getClassLoader(), payment, step);
    }
  }

  /** {@code ExchangeRule.next}: an approval closes what is being reversed. */
  static final class BelievesLate {
    private BelievesLate() {}

    @Advice.OnMethodExit
    @SuppressWarnings("UnusedVariable")
    static void at(
        @Advice.Argument(0) Object standing,
        @Advice.Argument(1) Object event,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object step) {
      step = Plants.lateStep(standing, event, step);
    }
  }

  /** {@code Outcomes.approve}: a failed payment counts as one that waits. */
  static final class Reopens {
    private Reopens() {}

    @Advice.OnMethodEnter
    static void at(@Advice.Argument(0) Object payment) {
      Plants.reopen(payment);
    }
  }

  /** {@code Envelope.of}: a repeated authorization gets a message id of its own. */
  static final class Renames {
    private Renames() {}

    @Advice.OnMethodEnter
    @SuppressWarnings("UnusedVariable")
    static void at(
        @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            Object transmission) {
      transmission = Plants.renamed(transmission);
    }
  }

  public static void sendEarly(ClassLoader vault, UUID payment, Object step) {
    Object message = Hook.read(step, "message");
    if (message == null) {
      return;
    }
    try {
      Object entities = bean(vault, "jakarta.persistence.EntityManager");
      call(entities, "flush");
      Object key = only(vault.loadClass(ISSUER + "ExchangeRow$Key")).newInstance(payment, message);
      Object row = call(entities, "find", vault.loadClass(ISSUER + "ExchangeRow"), key);
      Object transmission =
          only(vault.loadClass(ISSUER + "Transmission"))
              .newInstance(
                  payment,
                  message,
                  field(row, "kind"),
                  field(row, "payerId"),
                  field(row, "cardId"),
                  field(row, "bankId"),
                  field(row, "content"),
                  0,
                  false,
                  Duration.ofSeconds(4));
      Object lender = call(bean(vault, ISSUER + "StoredLenders"), "of", transmission);
      call(bean(vault, ISSUER + "Carrier"), "carry", transmission, Objects.requireNonNull(lender));
    } catch (InvocationTargetException unsent) {
      // The vault's own code failed, as it may while it is being hurt: then nothing was sent early.
      return;
    } catch (ReflectiveOperationException e) {
      throw gone(e);
    }
  }

  public static Object lateStep(Object standing, Object event, Object step) {
    String state = String.valueOf(Hook.read(standing, "state"));
    boolean late =
        (state.equals("REVERSING") || state.equals("CLOSED"))
            && event.toString().equals("APPROVED");
    if (!late) {
      return step;
    }
    try {
      ClassLoader vault = standing.getClass().getClassLoader();
      Class<?> outcome = vault.loadClass(ISSUER + "Outcome");
      return only(vault.loadClass(ISSUER + "Step$Close"))
          .newInstance(constant(outcome, "APPROVED"));
    } catch (ReflectiveOperationException e) {
      throw gone(e);
    }
  }

  public static void reopen(Object payment) {
    try {
      Field state = payment.getClass().getDeclaredField("state");
      state.setAccessible(true);
      if (String.valueOf(state.get(payment)).equals("FAILED")) {
        state.set(payment, constant(state.getType(), "PROCESSING"));
      }
    } catch (ReflectiveOperationException e) {
      throw gone(e);
    }
  }

  public static Object renamed(Object transmission) {
    boolean repeated =
        String.valueOf(Hook.read(transmission, "kind")).equals("AUTHORIZATION")
            && !Integer.valueOf(0).equals(Hook.read(transmission, "repeat"));
    if (!repeated) {
      return transmission;
    }
    try {
      RecordComponent[] parts = transmission.getClass().getRecordComponents();
      Object[] values =
          Arrays.stream(parts)
              .map(part ->
                  part.getName().equals("messageId")
                      ? UUID.randomUUID()
                      : Hook.read(transmission, part.getName()))
              .toArray();
      return only(transmission.getClass()).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw gone(e);
    }
  }

  private static @Nullable Object bean(ClassLoader vault, String type)
      throws ReflectiveOperationException {
    Object container = vault.loadClass("io.quarkus.arc.Arc").getMethod("container").invoke(null);
    Class<?> annotations =
        Array.newInstance(vault.loadClass("java.lang.annotation.Annotation"), 0).getClass();
    Method instance =
        vault
            .loadClass("io.quarkus.arc.ArcContainer")
            .getMethod("instance", Class.class, annotations);
    Object handle =
        instance.invoke(
            container,
            vault.loadClass(type),
            Array.newInstance(vault.loadClass("java.lang.annotation.Annotation"), 0));
    return vault.loadClass("io.quarkus.arc.InstanceHandle").getMethod("get").invoke(handle);
  }

  /** The method of this name and number of arguments, wherever it is declared. */
  private static @Nullable Object call(@Nullable Object target, String name, Object... arguments)
      throws ReflectiveOperationException {
    for (Class<?> type = Objects.requireNonNull(target).getClass();
        type != null;
        type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name)
            && method.getParameterCount() == arguments.length
            && fits(method, arguments)) {
          method.setAccessible(true);
          return method.invoke(target, arguments);
        }
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static boolean fits(Method method, Object[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (!method.getParameterTypes()[i].isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }

  private static Object field(@Nullable Object row, String name)
      throws ReflectiveOperationException {
    Field field = Objects.requireNonNull(row).getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(row);
  }

  private static Constructor<?> only(Class<?> type) throws NoSuchMethodException {
    Constructor<?>[] all = type.getDeclaredConstructors();
    if (all.length != 1) {
      throw new NoSuchMethodException(type + " has " + all.length + " constructors");
    }
    all[0].setAccessible(true);
    return all[0];
  }

  private static Object constant(Class<?> type, String name) throws NoSuchFieldException {
    for (Object each : type.getEnumConstants()) {
      if (((Enum<?>) each).name().equals(name)) {
        return each;
      }
    }
    throw new NoSuchFieldException(type + " has no " + name);
  }

  /** Loudly: the harness sees a vault that ends with this code, whatever it was told to do. */
  private static RuntimeException gone(ReflectiveOperationException e) {
    System.err.println("fault agent: the plant does not fit the vault any more: " + e);
    Runtime.getRuntime().halt(BROKEN);
    return new IllegalStateException(e);
  }
}
