package org.cardnym.vault.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page says everything in every language, and holds no word that nobody reads. */
class WordsTest {
  private static final Path RESOURCES = Path.of("main/resources");
  private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}|\\$1");

  static List<Class<?>> bundles() {
    return new ClassFileImporter()
        .importPackages("org.cardnym.vault").stream()
            .filter(type -> type.isAnnotatedWith(MessageBundle.class))
            .<Class<?>>map(type -> type.reflect())
            .toList();
  }

  static List<Path> templates() {
    return files("templates", ".html");
  }

  static List<Path> scripts() {
    return files("assets", ".js");
  }

  @Test
  void thereAreBundlesTemplatesAndScripts() {
    assertThat(bundles()).hasSizeGreaterThan(3);
    assertThat(templates()).hasSizeGreaterThan(4);
    assertThat(scripts()).hasSizeGreaterThan(2);
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void eachLanguageSaysTheSameThings(Class<?> bundle) {
    Properties chinese = chinese(bundle);

    assertThat(new TreeSet<>(chinese.stringPropertyNames())).isEqualTo(keys(bundle));
    for (var message : bundle.getMethods()) {
      String english = message.getAnnotation(Message.class).value();
      String translated = chinese.getProperty(message.getName());
      assertThat(translated).isNotBlank();
      assertThat(holes(translated)).as(message.getName()).isEqualTo(holes(english));
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void noWordIsMissingAndNoneUnread(Class<?> bundle) {
    String name = name(bundle);
    Set<String> read = found(templates(), "\\{" + name + ":(\\w+)");

    assertThat(read).isEqualTo(keys(bundle));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aScriptSaysOnlyWhatItsPageHasForIt(Path script) {
    for (Path page : pagesOf(script)) {
      Set<String> given = found(whole(page), "data-word=\"(\\w+)\"");

      assertThat(given).isNotEmpty().containsAll(found(List.of(script), "say\\(\\s*\"(\\w+)\""));
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aScriptHasNoWordsOfItsOwn(Path script) {
    assertThat(found(List.of(script), "\"([A-Z][a-z']+(?: [\\w',-]+){2,}[^\"]*)\"")).isEmpty();
    assertThat(text(script)).doesNotContainPattern("\\p{IsHan}");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void aTemplateHasNoWordsOfItsOwn(Path template) {
    String bare =
        text(template)
            .replaceAll("(?s)<svg.*?</svg>|<option>[A-Z]{3}</option>", "")
            .replaceAll("\\{[^}]*}", "")
            .replaceAll("<[^>]*>", "")
            .replace("Cardnym", "");

    assertThat(bare).doesNotContainPattern("\\p{L}{2}");
    assertThat(text(template))
        .doesNotContainPattern("(aria-label|placeholder|title|alt)=\"[^\"{]*\\p{L}");
  }

  /** A page with what it includes. */
  private static List<Path> whole(Path page) {
    return Stream.concat(
            Stream.of(page),
            found(List.of(page), "\\{#include ([a-z/-]+) /}").stream()
                .map(each -> RESOURCES.resolve("templates/" + each + ".html")))
        .toList();
  }

  private static List<Path> pagesOf(Path script) {
    String tag = "assets.script('" + script.getFileName() + "')";
    return templates().stream().filter(t -> text(t).contains(tag)).toList();
  }

  private static Set<String> keys(Class<?> bundle) {
    return Stream.of(bundle.getMethods())
        .map(m -> m.getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Properties chinese(Class<?> bundle) {
    var chinese = new Properties();
    Path file = RESOURCES.resolve("messages/" + name(bundle) + "_zh.properties");
    try (var in = Files.newBufferedReader(file)) {
      chinese.load(in);
      return chinese;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String name(Class<?> bundle) {
    return bundle.getAnnotation(MessageBundle.class).value().toLowerCase(Locale.ROOT);
  }

  private static Set<String> holes(String text) {
    return HOLE.matcher(text)
        .results()
        .map(hole -> hole.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> found(List<Path> files, String pattern) {
    return files.stream()
        .flatMap(file -> Pattern.compile(pattern).matcher(text(file)).results())
        .map(hit -> hit.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> files(String folder, String ending) {
    try (var files = Files.walk(RESOURCES.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
