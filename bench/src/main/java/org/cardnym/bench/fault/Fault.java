package org.cardnym.bench.fault;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.cardnym.bench.agent.Step;
import org.cardnym.bench.stack.Trouble;

/**
 * One fault, drawn before it strikes.
 *
 * @param replica of the vault that it is about, or first about
 * @param afterMillis when it strikes, from its cycle's beginning
 * @param lastMillis how long it lasts, before all is healed
 * @param step where a vault ends or stalls, for the kinds that have one
 * @param skip how often the step passes before
 * @param bytes how many pass a gate before it strikes
 * @param moveMillis how far a clock jumps
 */
public record Fault(
    int number,
    Kind kind,
    int replica,
    long afterMillis,
    long lastMillis,
    Step step,
    int skip,
    int bytes,
    long moveMillis) {

  /** An odd number with its bits well spread (2^64 over the golden ratio). */
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  /** Where a thread that stands still makes its replica come too late. */
  private static final List<Step> STALLS =
      List.of(
          Step.INTENT_WRITTEN,
          Step.INTENT_COMMITTED,
          Step.SEALED,
          Step.ANSWER_HEARD,
          Step.AUTHORIZATION_JUDGED,
          Step.OUTCOME_WRITTEN,
          Step.REVERSAL_JUDGED,
          Step.REFUND_JUDGED);

  /** Kinds with their share in a hundred. */
  public enum Kind {
    /** A vault ends at a named step. */
    END_AT_STEP(28),
    /** A vault's thread stands still at a named step, longer than anybody waits for it. */
    STALL_AT_STEP(8),
    KILL_VAULT(9),
    /** Both vaults at once; they come back, sometimes after every window has ended. */
    KILL_VAULTS(4),
    RESTART_VAULT(3),
    PAUSE_VAULT(5),
    KILL_BANK(7),
    PAUSE_BANK(4),
    RESTART_BANK(2),
    KILL_DATABASE(4),
    PAUSE_DATABASE(3),
    BANK_REFUSES(3),
    BANK_RESET(2),
    BANK_CUT_REQUEST(3),
    BANK_CUT_ANSWER(4),
    BANK_SWALLOW(3),
    BANK_DELAY(2),
    DATABASE_REFUSES(1),
    DATABASE_RESET(1),
    DATABASE_CUT_ANSWER(2),
    DATABASE_SWALLOW(1),
    DATABASE_DELAY(1),
    /** A vault's clock jumps, and back. */
    CLOCK_VAULT(5, true),
    CLOCK_BANK(4, true),
    /** A crowd comes while the bank is slow: more than have a place at it. */
    CROWD(4, true),
    /** The shop takes no webhook. */
    SHOP_REFUSES(3, true);

    private final int share;
    private final boolean first;

    Kind(int share) {
      this(share, false);
    }

    /**
     * @param first drawn before the others, whose shares are of what is left; so a kind that is new
     *     leaves most of a seed's schedule as it was
     */
    Kind(int share, boolean first) {
      this.share = share;
      this.first = first;
    }

    boolean atDatabaseGate() {
      return name().startsWith("DATABASE_");
    }

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What a fault is about; two at the same would undo each other. */
  public enum Target {
    FIRST_VAULT,
    SECOND_VAULT,
    /** With its gate. */
    BANK,
    /** With its gate. */
    DATABASE,
    SHOP
  }

  Set<Target> targets() {
    Target own = replica == 0 ? Target.FIRST_VAULT : Target.SECOND_VAULT;
    Set<Target> vaults = EnumSet.of(Target.FIRST_VAULT, Target.SECOND_VAULT);
    return switch (kind) {
      case END_AT_STEP, STALL_AT_STEP -> step.atBank() ? EnumSet.of(Target.BANK) : vaults;
      case KILL_VAULTS -> vaults;
      case KILL_VAULT, RESTART_VAULT, PAUSE_VAULT, CLOCK_VAULT -> EnumSet.of(own);
      case CROWD -> EnumSet.of(own, Target.BANK);
      case SHOP_REFUSES -> EnumSet.of(Target.SHOP);
      default -> EnumSet.of(kind.name().contains("BANK") ? Target.BANK : Target.DATABASE);
    };
  }

  /** Draws one. */
  public static Fault draw(long seed, int number) {
    Random random = new Random(seed * 7_919 + number);
    // The first numbers of neighbouring seeds are alike.
    random.nextLong();
    Random before = new Random((seed * 104_729 + number) * MIX);
    Kind usual = kind(random.nextInt(100), false, Kind.KILL_VAULT);
    Kind kind = kind(before.nextInt(100), true, usual);
    return new Fault(
        number,
        kind,
        random.nextInt(2),
        200 + random.nextInt(1_800),
        lasts(kind, random),
        step(kind, random),
        random.nextInt(4) == 0 ? 1 : 0,
        random.nextInt(10) == 0 ? 0 : random.nextInt(4_000),
        jump(before));
  }

  /** Seconds, or minutes; either way. */
  private static long jump(Random random) {
    long far =
        random.nextInt(2) == 0 ? 500 + random.nextInt(25_000) : 60_000 + random.nextInt(540_000);
    return random.nextInt(2) == 0 ? far : -far;
  }

  private static Step step(Kind kind, Random random) {
    return kind == Kind.STALL_AT_STEP
        ? STALLS.get(random.nextInt(STALLS.size()))
        : Step.values()[random.nextInt(Step.values().length)];
  }

  private static Kind kind(int percent, boolean first, Kind otherwise) {
    int rest = percent;
    for (Kind kind : Kind.values()) {
      rest -= kind.first == first ? kind.share : 0;
      if (rest < 0) {
        return kind;
      }
    }
    return otherwise;
  }

  private static long lasts(Kind kind, Random random) {
    return switch (kind) {
      case STALL_AT_STEP -> 11_000 + random.nextInt(3_000);
      case KILL_VAULTS -> random.nextInt(3) == 0 ? 11_000 : random.nextInt(1_500);
      case PAUSE_VAULT -> random.nextInt(4) == 0 ? 12_000 : 500 + random.nextInt(5_000);
      case PAUSE_BANK, BANK_SWALLOW -> 500 + random.nextInt(5_000);
      case CLOCK_VAULT, CLOCK_BANK -> 2_000 + random.nextInt(5_000);
      case CROWD -> 4_000 + random.nextInt(2_000);
      case SHOP_REFUSES -> 1_000 + random.nextInt(3_000);
      case PAUSE_DATABASE, DATABASE_SWALLOW -> 300 + random.nextInt(3_000);
      case DATABASE_REFUSES, DATABASE_CUT_ANSWER, DATABASE_DELAY -> 200 + random.nextInt(2_000);
      default -> random.nextInt(3_000);
    };
  }

  Trouble trouble() {
    String word = kind.name().substring(kind.name().indexOf('_') + 1);
    return switch (word) {
      case "REFUSES" -> new Trouble(Trouble.Kind.REFUSE, 0, 0);
      case "RESET" -> new Trouble(Trouble.Kind.RESET, 0, 0);
      case "CUT_REQUEST" -> new Trouble(Trouble.Kind.CUT_REQUEST, bytes, 0);
      case "CUT_ANSWER" -> new Trouble(Trouble.Kind.CUT_ANSWER, bytes / 2, 0);
      case "SWALLOW" -> new Trouble(Trouble.Kind.SWALLOW, bytes / 4, 0);
      default -> new Trouble(Trouble.Kind.DELAY, 0, kind.atDatabaseGate() ? 120 : 1_500);
    };
  }

  /** What stands in the report. */
  public String word() {
    return switch (kind) {
      case END_AT_STEP, STALL_AT_STEP -> kind.word() + ":" + step.word();
      case CLOCK_VAULT, CLOCK_BANK ->
          String.format(Locale.ROOT, "%s:%+.1fs", kind.word(), moveMillis / 1_000.0);
      default -> kind.word();
    };
  }
}
