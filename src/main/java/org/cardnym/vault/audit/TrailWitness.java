package org.cardnym.vault.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;

/**
 * Holds the database's trail against the newest head that was kept outside of it. A database that
 * lacks that head, or has another batch in its place, is not the one that the head was taken from:
 * it was restored, or its end was cut off.
 */
@ApplicationScoped
public class TrailWitness {
  /**
   * What was found.
   *
   * @param kept the number of the newest head kept here, 0 where none is
   * @param number the last batch of the database
   * @param missing true if the database lacks the kept one
   * @param heads the names of the newest that are kept here, the newest last, if that is missing
   */
  public record Heard(long kept, long number, boolean missing, List<String> heads) {
    public Heard(long kept, long number, boolean missing) {
      this(kept, number, missing, List.of());
    }

    public Heard {
      heads = List.copyOf(heads);
    }

    /** True if what is kept here is the trail's very end: nothing that was signed is lost. */
    public boolean whole() {
      return kept > 0 && !missing && kept == number;
    }
  }

  private final EntityManager entities;
  private final HeadsFile file;
  private volatile boolean heard;

  TrailWitness(EntityManager entities, HeadsFile file) {
    this.entities = entities;
    this.file = file;
  }

  /**
   * Compares now.
   *
   * @throws java.io.UncheckedIOException if the file can't be read
   */
  @Transactional
  public Heard hear() {
    List<Head> kept = file.newest();
    long last = number("select coalesce(max(number), 0) from audit_batch");
    if (kept.isEmpty()) {
      return new Heard(0, last, false);
    }
    Head newest = kept.getLast();
    return holds(newest)
        ? new Heard(newest.number, last, false)
        : new Heard(newest.number, last, true, kept.stream().map(Head::name).toList());
  }

  /** Says that what was heard has been acted upon: from now on heads may be signed and kept. */
  public void actedUpon() {
    heard = true;
  }

  boolean heard() {
    return heard;
  }

  /** Keeps a head that another replica has signed, so that each replica's file goes as far. */
  @Transactional
  void saw(Head head) {
    if (file.lacks(head)) {
      file.keep(
          head, (int) number("select entries from audit_batch where number = " + head.number));
    }
  }

  private boolean holds(Head head) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "select number, hash from audit_batch where number = :number", Object[].class)
            .setParameter("number", head.number)
            .getResultList();
    return !rows.isEmpty() && Arrays.equals((byte[]) rows.getFirst()[1], head.hash);
  }

  private long number(String query) {
    return ((Number) entities.createNativeQuery(query).getSingleResult()).longValue();
  }
}
