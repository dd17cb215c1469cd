package org.cardnym.e2e;

import com.microsoft.playwright.BrowserContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Readers of English and of Chinese who go the same way through the pages at the same time, each in
 * a browser of their own; what they saw hangs side by side in one sheet for each state.
 */
final class Gallery implements AutoCloseable {
  private static final List<String> LANGUAGES = List.of("en-GB", "zh-CN");

  /** Playwright wants each browser in the thread that opened it. */
  private final Map<String, ExecutorService> threads = new LinkedHashMap<>();

  private final Map<String, Chromium> browsers = new LinkedHashMap<>();

  Gallery() {
    for (String language : LANGUAGES) {
      threads.put(language, Executors.newSingleThreadExecutor());
      browsers.put(language, result(threads.get(language).submit(Chromium::launch)));
    }
  }

  /** Both go. Returns what they found that no reader should meet, one line each. */
  List<String> visit(Consumer<Sitting> way) {
    return visit(LANGUAGES, true, way);
  }

  /** The same with scripts switched off. */
  List<String> visitWithoutScripts(Consumer<Sitting> way) {
    return visit(LANGUAGES, false, way);
  }

  /** Pages that speak English to everybody. */
  List<String> visitInEnglish(Consumer<Sitting> way) {
    return visit(LANGUAGES.subList(0, 1), true, way);
  }

  private List<String> visit(List<String> languages, boolean scripts, Consumer<Sitting> way) {
    List<Future<Sitting>> visits = new ArrayList<>();
    for (String language : languages) {
      visits.add(threads.get(language).submit(() -> sit(language, scripts, way)));
    }
    List<Sitting> sittings = visits.stream().map(Gallery::result).toList();
    sittings.getFirst().seen().keySet().parallelStream()
        .filter(state -> sittings.stream().allMatch(each -> each.seen().containsKey(state)))
        .forEach(state ->
            Sheet.write(state, sittings.stream().map(each -> each.seen().get(state)).toList()));
    return sittings.stream().flatMap(each -> each.faults().stream()).toList();
  }

  private Sitting sit(String language, boolean scripts, Consumer<Sitting> way) {
    try (BrowserContext context = browsers.get(language).guest(language, scripts)) {
      Sitting sitting = new Sitting(context.newPage(), language.substring(0, 2));
      sitting.go(way);
      return sitting;
    }
  }

  @Override
  public void close() {
    browsers.forEach((language, browser) -> result(threads.get(language).submit(browser::close)));
    threads.values().forEach(ExecutorService::close);
  }

  private static <T> T result(Future<T> work) {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }
}
