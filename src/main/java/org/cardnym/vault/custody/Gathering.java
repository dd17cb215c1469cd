package org.cardnym.vault.custody;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The shares that custodians give this replica, in memory alone, until there are enough of them or
 * the attempt ends. Whatever is wrong with a share has one answer.
 */
public final class Gathering {
  /** How long the first share waits for the last one. */
  static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final Logger LOG = Logger.getLogger(Gathering.class);
  private static final int MOST_NOTES = 500;
  private static final int ATTEMPT_SIZE = 16;

  /** What shares have opened, and the file by which they did: it names who can. */
  public record Opened(OpenedRootKey key, RootKeyCustody by) {}

  private final SecureRandom random = new SecureRandom();
  private final Supplier<RootKeyCustody> custody;
  private final Clock clock;
  private final Map<Integer, Share> given = new TreeMap<>();
  private final Tries tries = new Tries();
  private final List<Note> notes = new ArrayList<>();
  private int untold;
  private String attempt;
  private @Nullable Instant expiresAt;

  Gathering(Supplier<RootKeyCustody> custody, Clock clock) {
    this.custody = custody;
    this.clock = clock;
    this.attempt = next();
  }

  public synchronized Progress progress() {
    expire();
    Optional<Sharing> sharing = custody.get().sharing();
    return new Progress(
        custody.get().kind(),
        sharing.map(Sharing::shares).orElse(0),
        sharing.map(Sharing::threshold).orElse(0),
        given.size(),
        attempt,
        expiresAt,
        custody.get().place().orElse(null),
        custody.get().trouble().orElse(null));
  }

  /**
   * Takes a share; the last one of an attempt opens the root key, which is the caller's from then
   * on.
   *
   * @param into the attempt it is given to: one that has ended takes none
   * @param text the share as its file has it; the caller wipes it
   * @throws Refusal {@link ErrorCode#SHARE_REFUSED} whatever is wrong; {@link
   *     ErrorCode#TOO_MANY_REQUESTS} for a person whose shares were refused too often; {@link
   *     ErrorCode#CONFLICT} where no shares open the root key
   */
  public synchronized Optional<Opened> give(Custodian person, String into, byte[] text) {
    expire();
    RootKeyCustody by = custody.get();
    Sharing sharing = by.sharing().orElseThrow(() -> new Refusal(ErrorCode.CONFLICT));
    Instant now = clock.instant();
    if (!tries.left(person, now)) {
      throw new Refusal(ErrorCode.TOO_MANY_REQUESTS);
    }
    Share share = Share.parse(text).orElse(null);
    if (share == null || !fits(sharing, person, into, share)) {
      close(share);
      tries.failed(person, now);
      note(Note.Kind.REFUSED, person);
      LOG.warnf("share_refused subject=%s", person.actor());
      throw new Refusal(ErrorCode.SHARE_REFUSED);
    }
    given.put(share.index(), share);
    expiresAt = expiresAt == null ? now.plus(PATIENCE) : expiresAt;
    note(Note.Kind.GIVEN, person);
    LOG.infof("share_given subject=%s count=%d", person.actor(), given.size());
    return given.size() < sharing.threshold()
        ? Optional.empty()
        : Optional.of(new Opened(open(sharing), by));
  }

  /**
   * Forgets what was given, at a custodian's word.
   *
   * @throws Refusal {@link ErrorCode#FORBIDDEN} for anybody else
   */
  public synchronized void cancel(Custodian person) {
    if (custody.get().sharing().filter(sharing -> sharing.names(person)).isEmpty()) {
      throw new Refusal(ErrorCode.FORBIDDEN);
    }
    if (given.isEmpty()) {
      return;
    }
    note(Note.Kind.CANCELED, person);
    LOG.infof("unsealing_canceled subject=%s count=%d", person.actor(), given.size());
    forget();
  }

  /** Forgets what was given too long ago. */
  public synchronized void expire() {
    if (expiresAt != null && !clock.instant().isBefore(expiresAt)) {
      LOG.infof("unsealing_expired count=%d", given.size());
      forget();
    }
  }

  /** Forgets what was given, and begins anew. */
  public synchronized void forget() {
    given.values().forEach(Share::close);
    given.clear();
    expiresAt = null;
    attempt = next();
  }

  /**
   * Hands out what the trail has not been told yet; what the teller failed to tell is handed out
   * again.
   */
  public synchronized void tellNotes(Consumer<Note> teller) {
    while (!notes.isEmpty()) {
      teller.accept(notes.getFirst());
      notes.removeFirst();
    }
  }

  /** How many notes there was no room for, since this was last asked. */
  public synchronized int untold() {
    int count = untold;
    untold = 0;
    return count;
  }

  private boolean fits(Sharing sharing, Custodian person, String into, Share share) {
    boolean now =
        MessageDigest.isEqual(
            into.getBytes(StandardCharsets.UTF_8), attempt.getBytes(StandardCharsets.UTF_8));
    return now & sharing.holds(person, share) & !given.containsKey(share.index());
  }

  private OpenedRootKey open(Sharing sharing) {
    try {
      return sharing.open(given.values());
    } catch (GeneralSecurityException changed) {
      LOG.error("root_key_file_changed: the shares are right, and what they open is not");
      throw new Refusal(ErrorCode.SHARE_REFUSED);
    } finally {
      forget();
    }
  }

  private void note(Note.Kind kind, Custodian person) {
    if (notes.size() == MOST_NOTES) {
      // Who gave the shares that open the vault must stand in the trail, whoever makes noise
      // before.
      notes.remove(
          notes.stream()
              .filter(old -> old.kind() != Note.Kind.GIVEN)
              .findFirst()
              .orElse(notes.getFirst()));
      untold++;
    }
    notes.add(new Note(kind, person.actor(), clock.instant()));
  }

  private String next() {
    byte[] bytes = new byte[ATTEMPT_SIZE];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void close(@Nullable Share share) {
    if (share != null) {
      share.close();
    }
  }
}
