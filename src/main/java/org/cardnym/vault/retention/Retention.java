package org.cardnym.vault.retention;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What operators see and set of retention. */
@ApplicationScoped
public class Retention {
  private final List<Purge> purges;
  private final Rules rules;
  private final Passes passes;

  Retention(@All List<Purge> purges, Rules rules, Passes passes) {
    this.purges = purges;
    this.rules = rules;
    this.passes = passes;
  }

  /** All kinds by name; the vault must be open. */
  public List<RetentionView> list() {
    Map<String, Passes.State> states = passes.states();
    return purges.stream()
        .map(Purge::terms)
        .sorted(Comparator.comparing(Terms::kind))
        .map(terms -> view(terms, states.get(terms.kind())))
        .toList();
  }

  /**
   * Sets how long a kind's rows are kept; in effect with its next pass.
   *
   * @param keep {@code 30d}, {@code 12h} or {@code 15m}
   * @param reason checked by the caller
   * @throws Refusal NOT_FOUND for a kind there is not, MALFORMED, RETENTION_UNFIT beyond the kind's
   *     bounds, ROW_REFUSED
   */
  public RetentionView set(String kind, String keep, String actor, String reason) {
    Terms terms =
        purges.stream()
            .map(Purge::terms)
            .filter(each -> each.kind().equals(kind))
            .findFirst()
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    rules.set(terms, Period.parse(keep), actor, reason);
    return view(terms, passes.states().get(kind));
  }

  private RetentionView view(Terms terms, Passes.@Nullable State state) {
    try {
      return view(terms, rules.find(terms.kind()), state, state == null ? null : state.error());
    } catch (Refusal refused) {
      // What was written past the vault is told of its own kind, and hides no other.
      return view(terms, Optional.empty(), state, refused.code().wire());
    }
  }

  private static RetentionView view(
      Terms terms, Optional<Rules.Set> set, Passes.@Nullable State state, @Nullable String error) {
    return new RetentionView(
        terms.kind(),
        Period.text(set.map(Rules.Set::keep).orElse(terms.keep())),
        Period.text(terms.least()),
        Period.text(terms.most()),
        set.map(Rules.Set::changedAt).orElse(null),
        set.map(Rules.Set::changedBy).orElse(null),
        set.map(Rules.Set::reason).orElse(null),
        state == null ? null : state.purgedAt(),
        state == null ? 0 : state.purged(),
        state == null ? 0 : state.left(),
        error,
        terms.overdue(state == null ? null : state.age()));
  }
}
