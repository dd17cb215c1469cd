package org.cardnym.vault.approval;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All changes that want two people, by kind. */
@ApplicationScoped
class Acts {
  private final Map<String, Act> acts;

  Acts(@All List<Act> acts) {
    this.acts = acts.stream().collect(Collectors.toMap(Act::kind, Function.identity()));
  }

  Act of(String kind) {
    Act act = acts.get(kind);
    if (act == null) {
      throw new IllegalStateException("no act is called " + kind);
    }
    return act;
  }
}
