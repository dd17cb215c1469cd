package org.cardnym.bench.verdict;

import java.util.ArrayList;
import java.util.List;
import org.cardnym.bench.verdict.Finding.Harm;

/** Collects findings from all threads. */
public final class Findings {
  private final List<Finding> all = new ArrayList<>();

  public synchronized void add(Harm harm, String rule, String about, String detail) {
    all.add(new Finding(harm, rule, about, detail));
  }

  public synchronized List<Finding> all() {
    return List.copyOf(all);
  }

  public long count(Harm harm) {
    return all().stream().filter(each -> each.harm() == harm).count();
  }
}
