package org.cardnym.vault.card;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Takes cards in place of enrolment, in the profile of {@link CardResourceTest} only. */
@Alternative
@Singleton
class FakeEnrolment implements CardEntered {
  final AtomicReference<EnteredCard> last = new AtomicReference<>();
  final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  @Override
  public Answer entered(EnteredCard card) {
    last.set(card);
    RuntimeException toThrow = failure.getAndSet(null);
    if (toThrow != null) {
      throw toThrow;
    }
    return new Answer(new UUID(0, 7), Progress.CODE_REQUIRED);
  }
}
