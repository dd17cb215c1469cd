package org.cardnym.vault.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** A change that a test watches being made. */
@Singleton
public class Switch implements Act {
  private final AtomicInteger made = new AtomicInteger();
  private volatile String subject = "switch";
  private volatile String standing = "off";
  private volatile @Nullable Refusal stuck;
  private volatile Runnable planned = () -> {};
  private volatile Runnable doing = () -> {};

  /** As at first. */
  public void reset() {
    made.set(0);
    subject = "switch-" + UUID.randomUUID();
    standing = "off";
    stuck = null;
    does(() -> {}, () -> {});
  }

  public String subject() {
    return subject;
  }

  public int made() {
    return made.get();
  }

  /** Somebody else changes what it depends on. */
  public void moves(String now) {
    standing = now;
  }

  /** It can't be made, or not now. */
  public void sticks(@Nullable Refusal why) {
    stuck = why;
  }

  /** What else happens, in its transaction, when it is looked at and when it is made. */
  public void does(Runnable whenPlanned, Runnable whenMade) {
    planned = whenPlanned;
    doing = whenMade;
  }

  @Override
  public String kind() {
    return "test.switch";
  }

  @Override
  public Plan plan(ObjectNode asked) {
    planned.run();
    return new Plan(subject, List.of(new Plan.Line("to", asked.path("to").asText())), standing);
  }

  @Override
  public void run(ObjectNode asked, String by) {
    Refusal why = stuck;
    if (why != null) {
      throw why;
    }
    doing.run();
    made.incrementAndGet();
  }
}
