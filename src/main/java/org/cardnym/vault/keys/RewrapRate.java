package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.readiness.StartCheck;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a second the walk may take, on all replicas together, so that payments keep pace.
 */
@ApplicationScoped
class RewrapRate implements StartCheck {
  static final int MOST = 100_000;

  private final int usual;

  RewrapRate(@ConfigProperty(name = "cardnym.keys.rewrap.rate", defaultValue = "500") int usual) {
    this.usual = usual;
  }

  /**
   * @param asked null for the usual one
   * @throws Refusal {@link ErrorCode#MALFORMED}
   */
  int of(@Nullable Integer asked) {
    if (asked == null) {
      return usual;
    }
    if (!fits(asked)) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "rate"));
    }
    return asked;
  }

  @Override
  public List<String> problems() {
    return fits(usual)
        ? List.of()
        : List.of("cardnym.keys.rewrap.rate must be between 1 and " + MOST + " rows a second");
  }

  private static boolean fits(int rate) {
    return rate >= 1 && rate <= MOST;
  }
}
