package org.cardnym.vault.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import java.util.Random;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliasTextTest {
  @ParameterizedTest
  @CsvSource({
    "Alice, alice",
    "ＡＬＩＣＥ, alice",
    "ｍｏｒｇａｎ９, morgan9",
    "ÅNGSTRÖM, ångström",
    "A\u030Angstro\u0308m, ångström",
    "Straße, straße",
    "Женя, женя",
    "ΓΙΑΝΝΗΣ, γιαννης",
    "alice-b.c_d, alice-b.c_d",
    "_alice_, _alice_"
  })
  void spellingsOfOneNameAreOneName(String typed, String prepared) {
    assertThat(AliasText.prepare(typed).prepared()).isEqualTo(prepared);
    assertThat(AliasText.prepare(typed).typed()).isEqualTo(typed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "王小明",
        "محمد",
        "प्रिया",
        "สมชาย",
        "김민준",
        "さくら",
        "שרה-לוי",
        "აკაკი",
        "Արամ",
        "தமிழ்",
        "aliceテスト",
        "王alice",
        "ｱﾘｽﾏﾘ"
      })
  void namesOfEveryLivingScriptAreAccepted(String typed) {
    PreparedAlias alias = AliasText.prepare(typed);

    assertThat(AliasText.prepare(alias.prepared()).prepared()).isEqualTo(alias.prepared());
  }

  @ParameterizedTest
  @ValueSource(strings = {"аlice", "αlice", "pаypal-fan", "aliсe", "王аня", "한alice王ж", "aلice-x"})
  void mixedScriptsAreRefused(String typed) {
    var refusal =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            Refusal.class, () -> AliasText.prepare(typed));

    assertThat(refusal.code()).isIn(ErrorCode.ALIAS_MIXED_SCRIPTS, ErrorCode.ALIAS_UNFIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"аlice", "αlice", "pаypal-fan", "aliсe"})
  void aForeignLetterAmongLatinOnesIsNamedAsSuch(String typed) {
    refuses(ErrorCode.ALIAS_MIXED_SCRIPTS, () -> AliasText.prepare(typed));
  }

  @Test
  void digitsOfTwoScriptsAreRefused() {
    refuses(ErrorCode.ALIAS_MIXED_SCRIPTS, () -> AliasText.prepare("प्रिया१2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "al ice",
        "al\u200Bice",
        "al\u200Dice",
        "al\u00ADice",
        "al\u202Eice",
        "al\uFEFFice",
        "al\u0000ice",
        "al\nice",
        "alice!",
        "al/ice",
        "al<b>ice",
        "o'neil",
        "al\\ice",
        "ali%ce",
        "kiwi🥝",
        "①②③x",
        "ﬁsherman",
        "al𝐢ce",
        "\u0301abc",
        "İstanbul",
        "alice.",
        "alice-",
        ".alice",
        "-alice",
        "al\uD800ice",
        "ᚠᚢᚦᚨ",
        "𐤀𐤁𐤂"
      })
  void charactersThatMisleadAreRefused(String typed) {
    var refusal =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            Refusal.class, () -> AliasText.prepare(typed));

    assertThat(refusal.code()).isIn(ErrorCode.ALIAS_CHARACTERS, ErrorCode.ALIAS_UNFIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"١٢٣٤", "1אב", "aאb"})
  void textShownInAnotherOrderThanItsOwnIsRefused(String typed) {
    refuses(ErrorCode.ALIAS_UNFIT, () -> AliasText.prepare(typed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a", "ab", "王王", " ab ", "a\u030Ab"})
  void shorterThanThreeCharactersIsTooShort(String typed) {
    refuses(ErrorCode.ALIAS_TOO_SHORT, () -> AliasText.prepare(typed));
  }

  @Test
  void sixtyFourCharactersFitAndOneMoreDoesNot() {
    assertThat(AliasText.prepare("\uD841\uDF31".repeat(64)).prepared()).hasSize(128);
    refuses(ErrorCode.ALIAS_TOO_LONG, () -> AliasText.prepare("a".repeat(65)));
    refuses(ErrorCode.ALIAS_TOO_LONG, () -> AliasText.prepare("a".repeat(1_000_000)));
  }

  @Test
  void spaceAroundANameIsNoPartOfIt() {
    assertThat(AliasText.prepare("  alice\n").typed()).isEqualTo("alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"alice@example.test", "alice@home", "@alice", "alice＠example.test", "alice﹫x"})
  void whatLooksLikeAnEmailAddressIsNone(String typed) {
    refuses(ErrorCode.ALIAS_LIKE_EMAIL, () -> AliasText.prepare(typed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin",
        "Admin",
        "ad-min",
        "a.d.m.i.n",
        "adrnin",
        "paypal",
        "paypa1",
        "PayPa1",
        "cardnym",
        "cardnym-help",
        "c_a_r_d-nym.x",
        "root",
        "r00t",
        "bi11ing",
        "nul1"
      })
  void reservedNamesAndTheirLooksAreRefused(String typed) {
    refuses(ErrorCode.ALIAS_RESERVED, () -> AliasText.prepare(typed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "adminova", "adm1n", "bankside", "paypalfan", "rootbeer"})
  void namesThatOnlyBeginLikeAReservedOneAreFree(String typed) {
    assertThat(AliasText.prepare(typed).prepared()).isEqualTo(typed);
  }

  @ParameterizedTest
  @CsvSource({
    "rnary, mary",
    "соре-х, cope-x",
    "1ucy, lucy",
    "b0b0, bobo",
    "ıvan, ivan",
    "alice-一, alice-ー"
  })
  void namesThatLookAlikeHaveOneSkeleton(String one, String other) {
    assertThat(AliasText.prepare(one).skeleton()).isEqualTo(AliasText.prepare(other).skeleton());
    assertThat(AliasText.prepare(one).prepared()).isNotEqualTo(AliasText.prepare(other).prepared());
  }

  @ParameterizedTest
  @CsvSource({"alice, alicia", "lopez, lópez", "mary, nary"})
  void namesThatLookDifferentHaveTwoSkeletons(String one, String other) {
    assertThat(AliasText.prepare(one).skeleton()).isNotEqualTo(AliasText.prepare(other).skeleton());
  }

  @Test
  void cardNumbersAreRefusedBeforeAnythingElse() {
    refuses(ErrorCode.ALIAS_LIKE_CARD, () -> AliasText.prepare("4111111111111111"));
    refuses(ErrorCode.ALIAS_LIKE_CARD, () -> AliasText.prepare("4111 1111 1111 1111"));
    refuses(ErrorCode.ALIAS_LIKE_CARD, () -> AliasText.prepare("my4111111111111111@x"));
    assertThat(AliasText.prepare("4111111111111112").prepared()).isEqualTo("4111111111111112");
  }

  @Test
  void noRefusalHoldsWhatWasTyped() {
    var refusal =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            Refusal.class, () -> AliasText.prepare("5555555555554444"));

    assertThat(refusal.toString() + refusal.facts()).doesNotContain("5555");
    assertThat(AliasText.prepare("alice").toString()).doesNotContain("alice");
  }

  /** RFC 8264 §7, RFC 8265 §3.3.4: what is prepared stays as it is. */
  @Test
  void preparingIsIdempotentAndItsSkeletonStable() {
    var random = new Random(20_261_122);
    int accepted = 0;
    for (int i = 0; i < 200_000; i++) {
      String typed = randomText(random);
      try {
        PreparedAlias first = AliasText.prepare(typed);
        PreparedAlias second = AliasText.prepare(first.prepared());
        assertThat(second.prepared()).as(typed).isEqualTo(first.prepared());
        assertThat(second.skeleton()).as(typed).isEqualTo(first.skeleton());
        accepted++;
      } catch (Refusal refused) {
        assertThat(refused.code().name()).startsWith("ALIAS_");
      }
    }
    assertThat(accepted).isGreaterThan(1_000);
  }

  /** Three to five characters near each other, so that many are of one script. */
  private static String randomText(Random random) {
    int block = random.nextInt(0x2FF) * 0x80 % (random.nextInt(10) == 0 ? 0x17F80 : 0x3000);
    var text = new StringBuilder();
    for (int i = 3 + random.nextInt(3); i > 0; i--) {
      text.appendCodePoint(block + random.nextInt(0x80));
    }
    return text.toString();
  }
}
