package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;

/** The walk as tests of other rooms need it. */
@ApplicationScoped
public class TestWalk {
  private final Rotating rotating;

  TestWalk(Rotating rotating) {
    this.rotating = rotating;
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
