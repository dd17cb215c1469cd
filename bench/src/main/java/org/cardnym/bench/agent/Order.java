package org.cardnym.bench.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What a vault is to do to itself when it comes to a step: it stands as a file in the vault's own
 * order folder, and is carried out once.
 *
 * @param id tells orders apart
 * @param skip how often the step passes before
 * @param stallMillis how long the thread stands still; 0 ends the process
 */
public record Order(long id, Step step, int skip, long stallMillis) {
  private static final String ARMED = "armed";
  private static final String FIRED = "fired";

  /** Gives an order; an earlier one is gone. */
  public void give(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(FIRED));
    Path whole = folder.resolve("order.new");
    Files.writeString(whole, id + " " + step + " " + skip + " " + stallMillis);
    Files.move(whole, folder.resolve(ARMED), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Takes back what was not carried out; true if it had been carried out. */
  public static boolean withdraw(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(ARMED));
    return fired(folder);
  }

  public static boolean fired(Path folder) {
    return Files.exists(folder.resolve(FIRED));
  }

  static Optional<Order> in(Path folder) {
    try {
      String[] parts =
          Files.readString(folder.resolve(ARMED), StandardCharsets.US_ASCII).split(" ", -1);
      return Optional.of(
          new Order(
              Long.parseLong(parts[0]),
              Step.valueOf(parts[1]),
              Integer.parseInt(parts[2]),
              Long.parseLong(parts[3])));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** True for the one thread that carries it out. */
  boolean take(Path folder) {
    try {
      Files.move(folder.resolve(ARMED), folder.resolve(FIRED), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException another) {
      return false;
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
