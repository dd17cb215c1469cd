package org.cardnym.vault.proof;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.cardnym.vault.limit.Limit;

/** What a test guesses at; {@link EveryDoorIsGuessedAtTest} holds all of them against the vault. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Guessed {
  /** Methods and paths, as the resources have them. */
  String[] at();

  /** The limits that count it; of a proof's door the strangers'. */
  Limit[] by();
}
