package org.cardnym.vault.change;

import jakarta.inject.Singleton;
import org.cardnym.vault.keys.Retirement;
import org.cardnym.vault.keys.Retirement.Step;

/** A closed version of a key opens nothing any more. */
@Singleton
public class KeyRetirement extends KeyEnd {
  KeyRetirement(Retirement retirement) {
    super(retirement, Step.RETIRE);
  }

  @Override
  public String kind() {
    return "key.retire";
  }
}
