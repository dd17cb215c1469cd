package org.cardnym.vault.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A purge of no rows, that does what a test says. */
final class FakePurge implements Purge {
  private final Terms terms;
  final List<Instant> asked = new ArrayList<>();
  final List<@Nullable String> places = new ArrayList<>();

  /** From the place to what that batch does. */
  Function<@Nullable String, Batch> does = place -> new Batch(0, 0, null);

  FakePurge(Duration every) {
    String name = "fake_" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    this.terms =
        new Terms(name, Duration.ofDays(10), Duration.ofDays(5), Duration.ofDays(20), every);
  }

  /** Of a kind that runs daily, and so stands in the trail. */
  static FakePurge daily() {
    return new FakePurge(Duration.ofDays(1));
  }

  String kind() {
    return terms.kind();
  }

  @Override
  public Terms terms() {
    return terms;
  }

  @Override
  public Batch purge(Instant before, @Nullable String place, int most) {
    asked.add(before);
    places.add(place);
    return does.apply(place);
  }
}
