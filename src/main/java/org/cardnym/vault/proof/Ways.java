package org.cardnym.vault.proof;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** All ways to prove. */
@ApplicationScoped
class Ways {
  private final List<Way<?>> ways;

  Ways(@All List<Way<?>> ways) {
    this.ways = List.copyOf(ways);
  }

  /** The way that judges these proofs. */
  Way<?> of(GivenProofs given) {
    return ways.stream().filter(way -> way.takes().isInstance(given)).findFirst().orElseThrow();
  }

  /** The doors of all ways, each once. */
  List<ProofDoor> doors() {
    return ways.stream().flatMap(way -> way.doors().stream()).distinct().toList();
  }
}
