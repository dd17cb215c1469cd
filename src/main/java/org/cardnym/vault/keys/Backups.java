package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cardnym.vault.readiness.StartCheck;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What backups hold of keys that the vault has removed. A backup brings its own keysets along,
 * sealed by the root key of its time, so it opens by itself while that root key is anywhere.
 */
@ApplicationScoped
public class Backups implements StartCheck {
  private static final Duration MOST = Duration.ofDays(3650);

  private final KeyVersions versions;
  private final Optional<Duration> keep;

  Backups(
      KeyVersions versions,
      @ConfigProperty(name = "cardnym.backups.keep") Optional<Duration> keep) {
    this.versions = versions;
    this.keep = keep;
  }

  /**
   * What backups hold of data keys that stood in the database from one time until another.
   *
   * @param versions of the KEK that may have wrapped them, oldest first
   * @param keepDays how long backups are kept, null where nobody has told the vault
   * @param goneBy at the end of this day, UTC, none of those backups is kept any more; null as
   *     {@code keepDays}
   */
  public record Held(List<Version> versions, @Nullable Long keepDays, @Nullable LocalDate goneBy) {
    public Held {
      versions = List.copyOf(versions);
    }
  }

  /** One version of the KEK. */
  public record Version(int number, KeyState state) {}

  /** Counts nothing and opens nothing. */
  @Transactional
  public Held held(Instant from, Instant until) {
    List<KeyVersionRow> rows =
        versions.rows(KeyPurpose.KEK).stream().filter(row -> row.state != KeyState.ADDED).toList();
    List<Version> wrapped =
        IntStream.range(0, rows.size())
            .filter(i -> !rows.get(i).createdAt.isAfter(until))
            .filter(i -> !end(rows, i).isBefore(from))
            .mapToObj(i -> new Version(rows.get(i).version, rows.get(i).state))
            .toList();
    return new Held(
        wrapped,
        keep.map(Duration::toDays).orElse(null),
        keep.map(each -> until.plus(each).atZone(ZoneOffset.UTC).toLocalDate()).orElse(null));
  }

  /** A version wraps until it is closed; where that was not noted, the next one was made then. */
  private static Instant end(List<KeyVersionRow> rows, int at) {
    Instant closed = rows.get(at).closedAt;
    if (closed != null) {
      return closed;
    }
    return at + 1 == rows.size() ? Instant.MAX : rows.get(at + 1).createdAt;
  }

  @Override
  public List<String> problems() {
    boolean fits =
        keep.map(each -> each.compareTo(Duration.ofDays(1)) >= 0 && each.compareTo(MOST) <= 0)
            .orElse(true);
    return fits
        ? List.of()
        : List.of("cardnym.backups.keep must be between one day and ten years (3650D)");
  }
}
