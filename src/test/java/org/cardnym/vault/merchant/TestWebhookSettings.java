package org.cardnym.vault.merchant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings as they are unless an operator says otherwise, but for some. */
record TestWebhookSettings(
    Optional<List<String>> networks,
    List<Integer> ports,
    Optional<Path> trust,
    Duration deadline,
    Duration keep)
    implements WebhookSettings {
  static final TestWebhookSettings USUAL =
      new TestWebhookSettings(
          Optional.empty(),
          List.of(443),
          Optional.empty(),
          Duration.ofSeconds(15),
          Duration.ofDays(30));

  TestWebhookSettings trusting(Path file) {
    return new TestWebhookSettings(networks, ports, Optional.of(file), deadline, keep);
  }

  TestWebhookSettings at(Integer... more) {
    return new TestWebhookSettings(networks, List.of(more), trust, deadline, keep);
  }

  TestWebhookSettings naming(String... more) {
    return new TestWebhookSettings(Optional.of(List.of(more)), ports, trust, deadline, keep);
  }

  TestWebhookSettings within(Duration limit) {
    return new TestWebhookSettings(networks, ports, trust, limit, keep);
  }

  TestWebhookSettings keeping(Duration period) {
    return new TestWebhookSettings(networks, ports, trust, deadline, period);
  }

  @Override
  public int atOnce() {
    return 4;
  }

  @Override
  public Duration overlap() {
    return Duration.ofHours(24);
  }

  @Override
  public String sweep() {
    return "1s";
  }
}
