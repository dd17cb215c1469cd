package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.custody.RootKeyCustody;
import org.cardnym.vault.custody.RootKeyFiles;
import org.cardnym.vault.custody.Sharing;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Seals the keysets under another root key. No card, payer or shop is touched, and none waits; what
 * the old root-key file sealed is gone from the live database with the same commit.
 */
@ApplicationScoped
public class RootKeyChange {
  private final RootKeyFiles files;
  private final NextRootKey next;
  private final Custody custody;
  private final Keysets keysets;
  private final Heartbeats heartbeats;
  private final Audit audit;

  RootKeyChange(
      RootKeyFiles files,
      NextRootKey next,
      Custody custody,
      Keysets keysets,
      Heartbeats heartbeats,
      Audit audit) {
    this.files = files;
    this.next = next;
    this.custody = custody;
    this.keysets = keysets;
    this.heartbeats = heartbeats;
    this.audit = audit;
  }

  /**
   * A root key and who opens it.
   *
   * @param digest SHA-256 of its file, in hex, over all of the following
   * @param custodians in words; empty where there are none
   * @param place the hardware that keeps it, in words; null where none does
   */
  public record Kept(
      @Nullable String id,
      @Nullable String digest,
      String custody,
      @Nullable Integer threshold,
      List<String> custodians,
      @Nullable String place) {
    static Kept of(RootKeyCustody kept) {
      Optional<Sharing> sharing = kept.sharing();
      return new Kept(
          kept.id().orElse(null),
          kept.digest().orElse(null),
          kept.kind().wire(),
          sharing.map(Sharing::threshold).orElse(null),
          sharing.map(Sharing::custodians).orElse(List.of()),
          kept.place().orElse(null));
    }
  }

  /** A live replica. */
  public record Reported(String replica, boolean opened) {}

  /**
   * How a change stands.
   *
   * @param next null where no next root-key file is configured, or none is there
   * @param replicas whether each has opened the next one, by a file of the same bytes
   */
  public record Standing(Kept current, @Nullable Kept next, List<Reported> replicas) {}

  public Standing standing() {
    Optional<RootKeyCustody> found = files.next();
    Optional<String> file = found.flatMap(RootKeyCustody::digest);
    return new Standing(
        Kept.of(files.current()),
        found.map(Kept::of).orElse(null),
        heartbeats.live().stream()
            .map(each ->
                new Reported(each.replica(), file.isPresent() && each.nextRootKey().equals(file)))
            .toList());
  }

  /**
   * What would be changed.
   *
   * @throws Refusal {@link ErrorCode#CONFLICT} with what is {@code missing}: {@code next_root_key}
   *     where this replica has not opened one of this id, or the file is another than what opened
   *     it; {@code replicas} where another has not opened it; {@link ErrorCode#SEALED}
   */
  public Kept require(String to) {
    return Kept.of(requireHeld(to).by());
  }

  /**
   * As {@link #require(String)}, and by this file alone: others who could open it have been shown
   * to nobody.
   *
   * @param file its digest
   */
  public Kept require(String to, String file) {
    return Kept.of(requireHeld(to, file).by());
  }

  private NextRootKey.Held requireHeld(String to, String file) {
    NextRootKey.Held opened = requireHeld(to);
    if (!opened.by().digest().equals(Optional.of(file))) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("missing", "next_root_key"));
    }
    return opened;
  }

  private NextRootKey.Held requireHeld(String to) {
    custody.root();
    NextRootKey.Held opened = next.held(to);
    Standing standing = standing();
    if (!Kept.of(opened.by()).equals(standing.next())) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("missing", "next_root_key"));
    }
    if (standing.replicas().isEmpty() || !standing.replicas().stream().allMatch(Reported::opened)) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("missing", "replicas"));
    }
    return opened;
  }

  /** Seals all keysets under it, in the caller's transaction; each replica follows in seconds. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void change(String to, String file, String actor, String reason) {
    NextRootKey.Held opened = requireHeld(to, file);
    RootKey from = custody.root();
    keysets.rekey(from, opened.key());
    audit.record(
        AuditEvent.done(actor, AuditAction.ROOT_KEY_CHANGED, to)
            .with(Map.of("from", from.id(), "file", file, "reason", reason)));
  }

  /** The root key in use, as approvals name what they depend on. */
  public String inUse() {
    return custody.root().id();
  }
}
