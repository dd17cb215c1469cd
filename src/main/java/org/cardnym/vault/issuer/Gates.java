package org.cardnym.vault.issuer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.jboss.logging.Logger;

/**
 * A gate for each bank, so that one which is slow or silent takes nobody's place but its own; tells
 * operators when a link goes down and comes back.
 */
@ApplicationScoped
class Gates {
  private static final Logger LOG = Logger.getLogger(Gates.class);

  private final Map<UUID, Gate> gates = new ConcurrentHashMap<>();
  private final Map<Gate.Held, Counter> held = new EnumMap<>(Gate.Held.class);
  private final IssuerSettings settings;
  private final Clock clock;

  Gates(IssuerSettings settings, Clock clock, MeterRegistry meters) {
    this.settings = settings;
    this.clock = clock;
    Arrays.stream(Gate.Held.values()).forEach(why -> held.put(why, counter(meters, why)));
    meters.gauge("cardnym_links_down", this, Gates::down);
    meters.gauge("cardnym_link_places_taken", this, Gates::taken);
    meters.gauge("cardnym_link_places_taken_most", this, Gates::mostTaken);
  }

  /** Asks for a place for this transmission. */
  Gate.Admission enter(Transmission transmission) {
    Gate.Admission admission = gate(transmission.bankId()).enter(transmission.first());
    if (admission instanceof Gate.Refused refused) {
      counter(refused.why()).increment();
    }
    return admission;
  }

  /** Says how a transmission with a place went on the link. */
  void ended(Transmission transmission, Gate.Pass pass, Result result) {
    Breaker.Turn turn = pass.ended(result);
    if (turn != null) {
      tell(transmission.bankId(), turn);
    }
  }

  /** How each link stands that anything is known of. */
  Map<UUID, Breaker.View> views() {
    var views = new HashMap<UUID, Breaker.View>();
    gates.forEach((bank, gate) -> {
      if (gate.view().since() != null) {
        views.put(bank, gate.view());
      }
    });
    return views;
  }

  private Gate gate(UUID bankId) {
    return gates.computeIfAbsent(
        bankId, unseen -> new Gate(settings, new Breaker(settings, clock)));
  }

  private static void tell(UUID bankId, Breaker.Turn turn) {
    String bank = TypeId.of(IdKind.BANK, bankId);
    if (turn.to().down()) {
      LOG.warnf("bank_link_down bank=%s reason=%s", bank, turn.to().reason());
    } else {
      Instant down = Objects.requireNonNull(turn.from().since());
      Instant up = Objects.requireNonNull(turn.to().since());
      LOG.infof("bank_link_up bank=%s seconds=%s", bank, Duration.between(down, up).toSeconds());
    }
  }

  private Counter counter(Gate.Held why) {
    return Objects.requireNonNull(held.get(why));
  }

  private static Counter counter(MeterRegistry meters, Gate.Held why) {
    return Counter.builder("cardnym_transmissions_held_back")
        .tag("outcome", why.wire())
        .register(meters);
  }

  private double down() {
    return gates.values().stream().filter(gate -> gate.view().down()).count();
  }

  private double taken() {
    return gates.values().stream().mapToInt(Gate::taken).sum();
  }

  private double mostTaken() {
    return gates.values().stream().mapToInt(Gate::taken).max().orElse(0);
  }
}
