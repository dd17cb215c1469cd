package org.cardnym.vault.change;

import jakarta.inject.Singleton;
import org.cardnym.vault.keys.Retirement;
import org.cardnym.vault.keys.Retirement.Step;

/** A closed version of a key that is retired is gone for good. */
@Singleton
public class KeyDestruction extends KeyEnd {
  KeyDestruction(Retirement retirement) {
    super(retirement, Step.DESTROY);
  }

  @Override
  public String kind() {
    return "key.destroy";
  }
}
