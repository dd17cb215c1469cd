package org.cardnym.vault.alias;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import java.util.Map;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import rocks.xmpp.precis.InvalidCodePointException;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Prepares names: RFC 8265 §3.3 UsernameCaseMapped, UTS 39 §5.2 highly restrictive, 3 to 64
 * characters, nothing that misleads. A rule of the text alone; it never asks who holds a name.
 */
public final class AliasText {
  static final int MIN_LENGTH = 3;
  static final int MAX_LENGTH = 64;

  /** What decided, as it stands with every claim; another Unicode may prepare a name otherwise. */
  static final String VERSIONS =
      "icu %s, unicode %s, java %d"
          .formatted(
              VersionInfo.ICU_VERSION, UCharacter.getUnicodeVersion(), Runtime.version().feature());

  /** More than any name of {@value #MAX_LENGTH} characters takes before it is prepared. */
  private static final int MAX_TYPED = 256;

  /** RFC 8264 §7: applied again until nothing changes, and refused if that doesn't end. */
  private static final int MAX_ROUNDS = 4;

  /**
   * UTS 39 §3.1 Identifier_Status=Allowed, and the punctuation that names use; no quotes, no
   * joiners.
   */
  private static final UnicodeSet CHARACTERS =
      new UnicodeSet(SpoofChecker.RECOMMENDED).addAll("._-").freeze();

  private static final SpoofChecker SPOOFS =
      new SpoofChecker.Builder()
          .setAllowedChars(CHARACTERS)
          .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
          .setChecks(
              SpoofChecker.RESTRICTION_LEVEL
                  | SpoofChecker.CHAR_LIMIT
                  | SpoofChecker.INVISIBLE
                  | SpoofChecker.HIDDEN_OVERLAY
                  | SpoofChecker.MIXED_NUMBERS)
          .build();

  private AliasText() {}

  /**
   * Prepares what somebody typed; space around it is no part of a name.
   *
   * @throws Refusal {@code ALIAS_…}, each naming one reason; never the text
   */
  public static PreparedAlias prepare(String typed) {
    if (typed.length() > MAX_TYPED) {
      throw new Refusal(ErrorCode.ALIAS_TOO_LONG, Map.of("maximum", MAX_LENGTH));
    }
    String name = typed.strip();
    refuseOtherThings(name);
    String prepared = enforce(name);
    requireLength(prepared);
    requireEnds(prepared);
    requireHonest(prepared);
    String skeleton = skeleton(prepared);
    if (ReservedNames.holds(skeleton)) {
      throw new Refusal(ErrorCode.ALIAS_RESERVED);
    }
    return new PreparedAlias(name, prepared, skeleton);
  }

  /**
   * The forms of a name that is held, or was: what is refused by now was fit when it was claimed.
   *
   * @param name as typed or prepared
   */
  static PreparedAlias again(String name) {
    String prepared = enforce(name.strip());
    return new PreparedAlias(name, prepared, skeleton(prepared));
  }

  /** First of all: what must not be kept or answered in any way. */
  private static void refuseOtherThings(String name) {
    if (CardLike.test(name)) {
      throw new Refusal(ErrorCode.ALIAS_LIKE_CARD);
    }
    if (Normalizer2.getNFKCInstance().normalize(name).indexOf('@') >= 0) {
      throw new Refusal(ErrorCode.ALIAS_LIKE_EMAIL);
    }
  }

  private static String enforce(String name) {
    try {
      String before = name;
      for (int round = 0; round < MAX_ROUNDS; round++) {
        String after = PrecisProfiles.USERNAME_CASE_MAPPED.enforce(before);
        if (after.equals(before)) {
          return after;
        }
        before = after;
      }
      throw new Refusal(ErrorCode.ALIAS_UNFIT);
    } catch (InvalidCodePointException forbidden) {
      throw new Refusal(ErrorCode.ALIAS_CHARACTERS);
    } catch (IllegalArgumentException otherwise) {
      // Nothing left, or a text that would be shown in an order other than its own (RFC 5893 §2).
      throw new Refusal(name.isEmpty() ? ErrorCode.ALIAS_TOO_SHORT : ErrorCode.ALIAS_UNFIT);
    }
  }

  private static void requireLength(String prepared) {
    int length = prepared.codePointCount(0, prepared.length());
    if (length < MIN_LENGTH) {
      throw new Refusal(ErrorCode.ALIAS_TOO_SHORT, Map.of("minimum", MIN_LENGTH));
    }
    if (length > MAX_LENGTH) {
      throw new Refusal(ErrorCode.ALIAS_TOO_LONG, Map.of("maximum", MAX_LENGTH));
    }
  }

  /**
   * A name begins with a letter, a digit or {@code _}, and no full stop or hyphen of the sentence
   * around it becomes its end.
   */
  private static void requireEnds(String prepared) {
    int first = prepared.codePointAt(0);
    int last = prepared.codePointBefore(prepared.length());
    if (!(UCharacter.isLetterOrDigit(first) || first == '_') || last == '.' || last == '-') {
      throw new Refusal(ErrorCode.ALIAS_CHARACTERS);
    }
  }

  private static void requireHonest(String prepared) {
    var result = new SpoofChecker.CheckResult();
    if (!SPOOFS.failsChecks(prepared, result)) {
      return;
    }
    int characters = SpoofChecker.CHAR_LIMIT | SpoofChecker.INVISIBLE | SpoofChecker.HIDDEN_OVERLAY;
    boolean mixed = (result.checks & characters) == 0;
    throw new Refusal(mixed ? ErrorCode.ALIAS_MIXED_SCRIPTS : ErrorCode.ALIAS_CHARACTERS);
  }

  /**
   * UTS 39 §4, and once more of its lower case: a skeleton may hold capitals ({@code 0} becomes
   * {@code O}), which names have not.
   */
  static String skeleton(String prepared) {
    return SPOOFS.getSkeleton(UCharacter.toLowerCase(ULocale.ROOT, SPOOFS.getSkeleton(prepared)));
  }
}
