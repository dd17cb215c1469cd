package org.cardnym.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The vault's tests run in two halves beside each other. Each profile costs a start of the vault,
 * so it belongs to one of them.
 */
class HalvesTest {
  private static final Path FIRST = Path.of("test/payments/tests.txt");

  @Test
  void theTestsOfAProfileAreInOneHalf() throws IOException {
    List<PathMatcher> first = patterns();
    Map<String, Set<JavaClass>> byProfile =
        new ClassFileImporter()
                .withImportOption(location -> location.contains("/test-classes/"))
                .importPackages("org.cardnym.vault")
                .stream()
                .filter(test -> test.isAnnotatedWith(QuarkusTest.class))
                .collect(
                    Collectors.groupingBy(HalvesTest::profile, TreeMap::new, Collectors.toSet()));

    assertThat(byProfile).hasSizeGreaterThan(8);
    byProfile.forEach((profile, tests) ->
        assertThat(tests.stream().collect(Collectors.partitioningBy(t -> isIn(first, t))))
            .as("%s: put its tests into %s, or all out of it", profile, FIRST)
            .containsValue(List.of()));
  }

  @Test
  void eachLineOfTheListNamesATest() throws IOException {
    Set<String> idle = new TreeSet<>(Files.readAllLines(FIRST));
    FileSystem files = FileSystems.getDefault();
    Path sources = Path.of("test/java");
    try (var all = Files.walk(sources)) {
      all.map(sources::relativize)
          .forEach(
              path -> idle.removeIf(line -> files.getPathMatcher("glob:" + line).matches(path)));
    }

    assertThat(idle).isEmpty();
  }

  private static List<PathMatcher> patterns() throws IOException {
    FileSystem files = FileSystems.getDefault();
    return Files.readAllLines(FIRST).stream()
        .map(line -> files.getPathMatcher("glob:" + line))
        .toList();
  }

  private static boolean isIn(List<PathMatcher> half, JavaClass test) {
    Path source = Path.of(test.getName().replace('.', '/') + ".java");
    return half.stream().anyMatch(pattern -> pattern.matches(source));
  }

  private static String profile(JavaClass test) {
    return test.tryGetAnnotationOfType(TestProfile.class)
        .map(annotation -> annotation.value().getName())
        .orElse("none");
  }
}
