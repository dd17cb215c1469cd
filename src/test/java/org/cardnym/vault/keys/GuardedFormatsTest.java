package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the MACs of rows cover, as it stands in databases. A further deciding column goes in where
 * it is set only (ADR 26), or every row of the release before is refused, with an alarm. A line is
 * added with a row, and never changed once the row was released.
 */
class GuardedFormatsTest {
  private static final Path PINNED = Path.of("test/resources/guarded-rows.txt");

  @Test
  void whatARowsMacCoversIsWhatItWas() throws Exception {
    Map<String, String> pinned = new TreeMap<>();
    for (String line : Files.readAllLines(PINNED)) {
      String[] parts = line.split(" ", -1);
      pinned.put(parts[0], parts[1]);
    }
    Map<String, String> now = now();

    assertThat(pinned).hasSizeGreaterThan(50);
    assertThat(now)
        .as("before the first release a line of %s may be replaced; after it, never", PINNED)
        .containsAllEntriesOf(pinned);
  }

  @Test
  void aColumnMoreIsNoticedAndOneThatIsNotSetIsNot() {
    byte[] before = Deciding.row("t", 1).add("a").bytes();

    assertThat(Deciding.row("t", 1).add("a").add((String) null).bytes()).isNotEqualTo(before);
    assertThat(Deciding.row("t", 1).add("a").add("word").add("b").bytes()).isNotEqualTo(before);
    assertThat(word(Deciding.row("t", 1).add("a"), null).bytes()).isEqualTo(before);
  }

  private static Deciding word(Deciding deciding, @Nullable String word) {
    return word == null ? deciding : deciding.add("word").add(word);
  }

  private static Map<String, String> now() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    var all = new TreeMap<String, String>();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("org.cardnym.vault")) {
      if (each.isAssignableTo(GuardedRow.class) && !each.isEquivalentTo(GuardedRow.class)) {
        var row = (GuardedRow) filled(each.reflect());
        String name = each.getName().substring("org.cardnym.vault.".length());
        all.put(name, HexFormat.of().formatHex(digest.digest(row.decidingBytes()), 0, 16));
      }
    }
    return all;
  }

  /** One whose fields hold what their names say. */
  private static Object filled(Class<?> type) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object made = constructor.newInstance();
    for (Class<?> part = type; part != Object.class; part = part.getSuperclass()) {
      for (Field field : part.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          field.set(made, sample(field.getType(), field.getName()));
        }
      }
    }
    return made;
  }

  private static Object sample(Class<?> type, String name) throws ReflectiveOperationException {
    long number = Math.floorMod(name.hashCode(), 1000L) + 1;
    if (type == String.class) {
      return name;
    } else if (type == UUID.class) {
      return new UUID(number, number);
    } else if (type == byte[].class) {
      return name.getBytes(StandardCharsets.UTF_8);
    } else if (type == Instant.class) {
      return Instant.ofEpochSecond(number);
    } else if (type == LocalDate.class) {
      return LocalDate.ofEpochDay(number);
    } else if (type == boolean.class || type == Boolean.class) {
      return true;
    } else if (type == long.class || type == Long.class) {
      return number;
    } else if (type == int.class || type == Integer.class) {
      return (int) number;
    } else if (type == short.class || type == Short.class) {
      return (short) number;
    } else if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return filled(type);
  }
}
