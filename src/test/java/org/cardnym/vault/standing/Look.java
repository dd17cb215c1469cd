package org.cardnym.vault.standing;

import io.quarkus.test.junit.QuarkusMock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.cardnym.vault.audit.TrailWitness.Heard;

/** Has the replica look at once, as it does every two seconds. */
@ApplicationScoped
public class Look {
  private final Recoveries recoveries;
  private final Restorations restorations;
  private final EntityManager entities;

  Look(Recoveries recoveries, Restorations restorations, EntityManager entities) {
    this.recoveries = recoveries;
    this.restorations = restorations;
    this.entities = entities;
  }

  public void now() {
    recoveries.look();
  }

  /** Another replica looks, whose heads file ends with these, the newest of which is missing. */
  public void missing(long number, long newest, List<String> heads) {
    restorations.look(new Heard(newest, number, true, heads), "");
    recoveries.look();
  }

  /** For one test: the database does not say where it lies. */
  public void placeless() {
    QuarkusMock.installMockForType(
        new Place(entities) {
          @Override
          public String now() {
            throw new IllegalStateException("permission denied for function pg_control_system");
          }
        },
        Place.class);
  }
}
