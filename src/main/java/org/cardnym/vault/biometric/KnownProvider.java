package org.cardnym.vault.biometric;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of one service and still holds: endpoints for an hour, keys for five minutes. An
 * unknown key is asked for again, at most every ten seconds, so that forged tokens make no storm.
 */
final class KnownProvider {
  private static final Duration ENDPOINTS_HOLD = Duration.ofHours(1);
  private static final Duration KEYS_HOLD = Duration.ofMinutes(5);
  private static final Duration KEYS_REST = Duration.ofSeconds(10);

  private record Got<T>(T what, Instant at) {
    boolean younger(Duration age, Instant now) {
      return now.isBefore(at.plus(age)) && !now.isBefore(at);
    }
  }

  private final Provider provider;
  private final boolean plainPages;
  private final Clock clock;
  private volatile @Nullable Got<Metadata> metadata;
  private volatile @Nullable Got<ProviderKeys> keys;

  KnownProvider(Provider provider, boolean plainPages, Clock clock) {
    this.provider = provider;
    this.plainPages = plainPages;
    this.clock = clock;
  }

  Metadata metadata() throws ProviderFailed {
    Got<Metadata> got = metadata;
    if (got != null && got.younger(ENDPOINTS_HOLD, clock.instant())) {
      return got.what();
    }
    byte[] document = provider.http().get(provider.discovery());
    Metadata read = Metadata.read(Text.object(document), provider.issuer(), plainPages);
    metadata = new Got<>(read, clock.instant());
    return read;
  }

  /** The keys, among which this one is if the service has it. */
  ProviderKeys keys(String keyId) throws ProviderFailed {
    Got<ProviderKeys> got = keys;
    Instant now = clock.instant();
    if (got != null
        && got.younger(KEYS_HOLD, now)
        && (got.what().has(keyId) || got.younger(KEYS_REST, now))) {
      return got.what();
    }
    ProviderKeys read = ProviderKeys.read(provider.http().get(metadata().keys()));
    keys = new Got<>(read, clock.instant());
    return read;
  }
}
