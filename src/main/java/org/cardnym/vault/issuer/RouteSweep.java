package org.cardnym.vault.issuer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds all conflicts of a table with itself and with the routes that stay: a sweep over the
 * numbers, in which each range meets only those that reach into it.
 */
final class RouteSweep {
  private final List<Item> items = new ArrayList<>();

  /** Either a line of the table or a route that stays. */
  private record Item(RouteSpan span, @Nullable RouteDraft draft, @Nullable BankRouteRow stays) {
    int low() {
      return span.range().low();
    }

    int high() {
      return span.range().high();
    }

    /** Routes that stay come first, then lines in their order. */
    int order() {
      return draft == null ? 0 : draft.line.number();
    }
  }

  void line(RouteDraft draft, RouteSpan span) {
    items.add(new Item(span, draft, null));
  }

  void stays(BankRouteRow row) {
    items.add(new Item(row.span(), null, row));
  }

  /** Notes each conflict at the line; of two lines, at the later one. */
  void run() {
    items.sort(
        Comparator.comparingInt(Item::low)
            .thenComparing(Comparator.comparingInt(Item::high).reversed())
            .thenComparingInt(Item::order));
    var open = new ArrayList<Item>();
    for (Item item : items) {
      open.removeIf(earlier -> earlier.high() < item.low());
      for (Item earlier : open) {
        if (earlier.span.conflicts(item.span)) {
          note(earlier, item);
        }
      }
      open.add(item);
    }
  }

  private static void note(Item one, Item other) {
    if (one.order() > other.order()) {
      tell(one, other);
    } else {
      tell(other, one);
    }
  }

  private static void tell(Item later, Item earlier) {
    if (later.draft == null) {
      return; // two routes that are there: each was judged when it came
    }
    if (earlier.draft != null) {
      later.draft.conflictsWith(earlier.draft);
    } else if (earlier.stays != null) {
      later.draft.conflictsWith(earlier.stays);
    }
  }
}
