package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.cardnym.vault.Tables;

/** Another replica as tests of other rooms need it. */
@ApplicationScoped
public class LateReplica {
  private final Keysets keysets;
  private final Custody custody;
  private final Keys keys;
  private final Rotations rotations;
  private final Clock clock;
  private final Tables tables;

  LateReplica(
      Keysets keysets,
      Custody custody,
      Keys keys,
      Rotations rotations,
      Clock clock,
      Tables tables) {
    this.keysets = keysets;
    this.custody = custody;
    this.keys = keys;
    this.rotations = rotations;
    this.clock = clock;
    this.tables = tables;
  }

  /** Rotates; what a replica computes with that has read nothing of it. */
  public IndexKeys beforeRotating(KeyPurpose purpose) {
    var late = new Keys(clock);
    late.take(keysets.read(custody.root()).orElseThrow());
    rotations.rotate(purpose, null, "test");
    return new IndexKeys(late);
  }

  /**
   * Rotates; what a replica computes with that has read that the version was added, and not yet
   * that it is the primary.
   */
  public IndexKeys whileRotating(KeyPurpose purpose) {
    tables.write("delete from replica");
    String behind = purpose + "=" + keys.of(purpose).epoch();
    tables.write("insert into replica values (gen_random_uuid(), ?1, now(), now())", behind);
    if (rotations.rotate(purpose, null, "test").behind().isEmpty()) {
      throw new IllegalStateException("nobody was behind");
    }
    var late = new Keys(clock);
    late.take(keysets.read(custody.root()).orElseThrow());
    tables.write("delete from replica where epochs = ?1", behind);
    if (!rotations.rotate(purpose, null, "test").behind().isEmpty()) {
      throw new IllegalStateException("somebody is behind");
    }
    return new IndexKeys(late);
  }
}
