package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.keys.Retirement.Step;

/** The walk as tests of other rooms need it. */
@ApplicationScoped
public class TestWalk {
  private final Rotating rotating;

  private final Custody custody;
  private final KeyProofs proofs;
  private final Retirement retirement;

  TestWalk(Rotating rotating, Custody custody, KeyProofs proofs, Retirement retirement) {
    this.rotating = rotating;
    this.custody = custody;
    this.proofs = proofs;
    this.retirement = retirement;
  }

  /** Brings all rows of another key under its newest version, and ends the older ones. */
  public void only(KeyPurpose purpose) {
    later(Duration.ofDays(6));
    if (drive(purpose).remaining() > 0) {
      throw new IllegalStateException("rows are left under " + purpose);
    }
    for (KeyProof.OfVersion old : proofs.verify(purpose, null, "test").versions()) {
      if (old.state().equals("closed")) {
        retirement.end(Step.RETIRE, purpose, old.version(), "test", "over");
      }
      retirement.end(Step.DESTROY, purpose, old.version(), "test", "over");
    }
    later(Duration.ZERO);
  }

  /** Lets time pass, through which this replica has gone on reading its keys. */
  public void later(Duration passed) {
    TestClock.ahead(passed);
    custody.reread();
  }

  /** Begins the walk at so many rows a second, does one second's, and stops as if it had died. */
  public RewrapView part(KeyPurpose purpose, int rows) {
    return rotating.part(purpose, rows);
  }

  /** Every row is under the version in use, and this replica is the only one. */
  public void inOrder() {
    rotating.begin();
  }

  /** Begins the walk unless it runs, and drives it to its end. */
  public void drive() {
    rotating.finish();
  }

  /** The same for the rows of another key. */
  public RewrapView drive(KeyPurpose purpose) {
    return rotating.finish(purpose);
  }

  /** The version in use. */
  public int primary() {
    return rotating.primary();
  }
}
