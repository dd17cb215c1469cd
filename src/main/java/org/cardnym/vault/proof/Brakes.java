package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.Attempt;
import org.cardnym.vault.limit.Counter;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Slows strangers where many of their tries fail: at one shop, or over the whole vault. A brake
 * that is on leaves each address a few tries and shuts nobody out; it looks at no name, so it tells
 * nothing of one.
 */
@ApplicationScoped
class Brakes {
  private static final Logger LOG = Logger.getLogger(Brakes.class);

  private final Limits limits;
  private final Subjects subjects;

  Brakes(Limits limits, Subjects subjects) {
    this.limits = limits;
    this.subjects = subjects;
  }

  /**
   * Counts a stranger's try before it is judged.
   *
   * @param merchant whose payment it is for, or null on the vault's own pages
   * @return what to {@link #release} if the proofs hold
   * @throws Refusal {@code TOO_MANY_REQUESTS} while a brake is on and the address has had its share
   */
  List<Counter> press(@Nullable UUID merchant, String address) {
    var counters = new ArrayList<Counter>();
    if (merchant != null) {
      counters.add(new Counter(Limit.STRANGER_PROOFS_PER_MERCHANT, subjects.merchant(merchant)));
    }
    // Last, as its row is shared the most: held only until the commit.
    Limit vault = Limit.STRANGER_PROOFS_PER_VAULT;
    counters.add(new Counter(vault, subjects.vault(vault)));
    List<Attempt> attempts = limits.attempts(counters);
    for (int i = 0; i < attempts.size(); i++) {
      if (attempts.get(i) == Attempt.LAST) {
        tell(counters.get(i).limit(), merchant);
      }
    }
    if (attempts.contains(Attempt.REFUSED)) {
      slow(counters, address);
    }
    return counters;
  }

  /** Only tries that fail stay counted. */
  void release(List<Counter> pressed) {
    if (!pressed.isEmpty()) {
      limits.giveBack(pressed);
    }
  }

  private void slow(List<Counter> counters, String address) {
    try {
      limits.require(Limit.SLOWED_PROOFS_PER_ADDRESS, subjects.address(address));
    } catch (Refusal unjudged) {
      release(counters);
      throw unjudged;
    }
  }

  private static void tell(Limit limit, @Nullable UUID merchant) {
    if (limit == Limit.STRANGER_PROOFS_PER_MERCHANT && merchant != null) {
      LOG.warnf(
          "strangers_slowed limit=%s merchant=%s", limit, TypeId.of(IdKind.MERCHANT, merchant));
    } else {
      LOG.warnf("strangers_slowed limit=%s", limit);
    }
  }
}
