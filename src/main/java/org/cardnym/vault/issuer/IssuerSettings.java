package org.cardnym.vault.issuer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Optional;

/** Configuration under {@code cardnym.issuer}. */
@ConfigMapping(prefix = "cardnym.issuer")
interface IssuerSettings {
  /**
   * {@code cardnym.issuer} itself: the vault's name in messages, an https URL agreed with the
   * banks.
   */
  @WithParentName
  Optional<String> name();

  /** How long an authorization may look for its outcome before it is reversed. */
  @WithDefault("30s")
  Duration window();

  /** How long one transmission waits for its answer. */
  @WithDefault("10s")
  Duration deadline();

  /**
   * The pause before the first repeat of an authorization; it doubles up to {@link #mostRepeat()}.
   */
  @WithDefault("500ms")
  Duration firstRepeat();

  @WithDefault("8s")
  Duration mostRepeat();

  /**
   * The pause before the first repeat of a reversal or a refund; it doubles up to {@link
   * #mostReversal()}.
   */
  @WithDefault("1s")
  Duration firstReversal();

  @WithDefault("5m")
  Duration mostReversal();

  /** How often a replica looks for exchanges that are due; {@code off} stops it. */
  @WithDefault("1s")
  String sweep();

  /** How often a replica walks the exchanges of the last days; {@code off} stops it. */
  @WithDefault("1m")
  String watch();

  /**
   * Transmissions that one replica has under way with one bank, and so its connections. A quarter
   * is kept for repeats, reversals and refunds.
   */
  @WithDefault("256")
  int atOnce();

  /** After so many transmissions in a row without an answer that counts a bank's link is down. */
  @WithDefault("5")
  int downAfter();

  /**
   * The pause before the first probe of a link that is down; it doubles up to {@link #mostProbe()}.
   */
  @WithDefault("1s")
  Duration firstProbe();

  /** Within an authorization's window, so that those that wait in it meet a probe. */
  @WithDefault("15s")
  Duration mostProbe();
}
