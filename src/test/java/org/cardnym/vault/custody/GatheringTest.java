package org.cardnym.vault.custody;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.cardnym.vault.Refusals.refuses;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an attempt at opening the root key takes, and for how long. */
class GatheringTest {
  private static final String ISSUER = "https://id.example";
  private static final TestSharing MADE =
      TestSharing.of(ISSUER, 3, List.of("a", "b", "c", "d", "e"));
  private static final TestSharing OTHER =
      TestSharing.of(ISSUER, 3, List.of("a", "b", "c", "d", "e"));

  private final Moving clock = new Moving();
  private final Gathering gathering = gathering(MADE.json());

  /** A share that is refused, given by {@code c} after {@code a} and {@code b} gave theirs. */
  record Wrong(String what, String person, String share) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Wrong> wrongShares() {
    return Stream.of(
        new Wrong("another's, by its thief", "c", share(4)),
        new Wrong("another's, given already", "c", share(1)),
        new Wrong("one's own, given already", "a", share(1)),
        new Wrong("one's own, but of another file", "c", OTHER.shares().get(2)),
        new Wrong("a right one, by no custodian", "mallory", share(3)),
        new Wrong("nothing", "c", ""),
        new Wrong("nonsense", "c", "hunter2"),
        new Wrong("mistyped", "c", mistyped(share(3))));
  }

  @Test
  void theThirdShareOpensTheRootKey() {
    assertThat(give("a", share(1))).isEmpty();
    assertThat(give("e", share(5))).isEmpty();
    assertThat(gathering.progress().given()).isEqualTo(2);

    Optional<Gathering.Opened> opened = give("c", share(3));

    assertThat(opened).map(Gathering.Opened::key).map(OpenedRootKey::use).contains("sandbox");
    assertThat(gathering.progress().given()).isZero();
  }

  /** Another may have taken its place by the time that somebody asks who opens it. */
  @Test
  void whatWasOpenedNamesTheFileByWhichItWas() {
    var files = new ArrayDeque<>(List.of(custody(MADE.json()), custody(MADE.json())));
    Gathering swapped = new Gathering(files::getFirst, clock);
    give(swapped, "a", share(1));
    give(swapped, "b", share(2));
    RootKeyCustody before = files.getFirst();

    Gathering.Opened opened = give(swapped, "c", share(3)).orElseThrow();
    files.removeFirst();

    assertThat(opened.by()).isSameAs(before);
  }

  @ParameterizedTest
  @MethodSource("wrongShares")
  void whateverIsWrongWithAShareHasOneAnswerAndChangesNothing(Wrong wrong) {
    give("a", share(1));
    give("b", share(2));
    Progress before = gathering.progress();

    refuses(ErrorCode.SHARE_REFUSED, () -> give(wrong.person(), wrong.share()));

    assertThat(gathering.progress()).isEqualTo(before);
    assertThat(give("d", share(4))).isPresent();
  }

  @Test
  void aShareGivenToAnAttemptThatEndedIsRefused() {
    String first = gathering.progress().attempt();
    give("a", share(1));
    gathering.cancel(person("b"));

    refuses(
        ErrorCode.SHARE_REFUSED,
        () -> gathering.give(person("a"), first, share(1).getBytes(UTF_8)));

    assertThat(gathering.progress().given()).isZero();
    assertThat(give("a", share(1))).isEmpty();
    assertThat(gathering.progress().given()).isEqualTo(1);
  }

  @Test
  void anOpenedAttemptTakesNoMore() {
    String attempt = gathering.progress().attempt();
    give("a", share(1));
    give("b", share(2));
    give("c", share(3));

    refuses(
        ErrorCode.SHARE_REFUSED,
        () -> gathering.give(person("d"), attempt, share(4).getBytes(UTF_8)));
  }

  @Test
  void sharesAreForgottenAfterFifteenMinutes() {
    give("a", share(1));
    give("b", share(2));
    clock.ahead(Duration.ofMinutes(15).minusSeconds(1));
    assertThat(gathering.progress().given()).isEqualTo(2);

    clock.ahead(Duration.ofSeconds(1));

    assertThat(gathering.progress().given()).isZero();
    assertThat(give("c", share(3))).isEmpty();
  }

  @Test
  void aLaterShareDoesNotProlongAnAttempt() {
    give("a", share(1));
    clock.ahead(Duration.ofMinutes(10));
    give("b", share(2));
    clock.ahead(Duration.ofMinutes(5));

    assertThat(gathering.progress().given()).isZero();
  }

  @Test
  void nobodyButACustodianCancels() {
    give("a", share(1));

    refuses(ErrorCode.FORBIDDEN, () -> gathering.cancel(person("mallory")));
    assertThat(gathering.progress().given()).isEqualTo(1);

    gathering.cancel(person("e"));
    assertThat(gathering.progress().given()).isZero();
  }

  @Test
  void afterFiveRefusalsEvenARightShareWaits() {
    for (int i = 0; i < 5; i++) {
      refuses(ErrorCode.SHARE_REFUSED, () -> give("c", "wrong"));
    }
    refuses(ErrorCode.TOO_MANY_REQUESTS, () -> give("c", share(3)));
    give("a", share(1));
    give("b", share(2));
    assertThat(gathering.progress().given()).as("others go on").isEqualTo(2);

    clock.ahead(Duration.ofMinutes(16));

    assertThat(give("c", share(3))).isEmpty();
    assertThat(gathering.progress().given()).isEqualTo(1);
  }

  @Test
  void aFileThatWasChangedOpensNothingAndEndsTheAttempt() throws Exception {
    var changed = (ObjectNode) new ObjectMapper().readTree(MADE.json());
    ((ObjectNode) changed.at("/shares/custodians/4")).put("subject", "mallory");
    Gathering tampered = gathering(changed.toString());
    give(tampered, "a", share(1));
    give(tampered, "b", share(2));

    refuses(ErrorCode.SHARE_REFUSED, () -> give(tampered, "c", share(3)));

    assertThat(tampered.progress().given()).isZero();
  }

  @Test
  void whereNoSharesOpenTheRootKeyNoneIsTaken() {
    Gathering none =
        new Gathering(new RootKeySettings(Optional.empty(), Optional.empty())::custody, clock);

    refuses(ErrorCode.CONFLICT, () -> give(none, "a", share(1)));
  }

  @Test
  void theTrailIsToldLaterWhoGaveAndWhoWasRefusedOnce() {
    give("a", share(1));
    refuses(ErrorCode.SHARE_REFUSED, () -> give("mallory", share(2)));
    gathering.cancel(person("b"));

    assertThat(notes())
        .extracting(Note::kind, Note::actor)
        .containsExactly(
            tuple(Note.Kind.GIVEN, "person:a"),
            tuple(Note.Kind.REFUSED, "person:mallory"),
            tuple(Note.Kind.CANCELED, "person:b"));
    assertThat(notes()).isEmpty();
  }

  @Test
  void aNoteThatCouldNotBeToldIsToldLater() {
    give("a", share(1));

    assertThatThrownBy(() ->
            gathering.tellNotes(note -> {
              throw new IllegalStateException("no trail");
            }))
        .hasMessage("no trail");

    assertThat(notes()).extracting(Note::actor).containsExactly("person:a");
  }

  @Test
  void noNoiseMakesTheTrailForgetWhoGaveShares() {
    give("a", share(1));
    for (int i = 0; i < 600; i++) {
      gathering.cancel(person("b"));
      give("a", share(1));
      clock.ahead(Duration.ofSeconds(1));
    }
    give("c", share(3));
    give("d", share(4));

    assertThat(gathering.untold()).isEqualTo(703);
    assertThat(notes())
        .hasSize(500)
        .endsWith(
            new Note(Note.Kind.GIVEN, "person:c", clock.instant()),
            new Note(Note.Kind.GIVEN, "person:d", clock.instant()))
        .allMatch(note -> note.kind() == Note.Kind.GIVEN);
  }

  @Test
  void cancelingNothingIsNoNews() {
    String attempt = gathering.progress().attempt();

    gathering.cancel(person("b"));

    assertThat(notes()).isEmpty();
    assertThat(gathering.progress().attempt()).isEqualTo(attempt);
  }

  private List<Note> notes() {
    List<Note> told = new ArrayList<>();
    gathering.tellNotes(told::add);
    return told;
  }

  /** Another letter in its first place, whatever stood there. */
  private static String mistyped(String share) {
    int first = share.indexOf("1:") + 2;
    char other = share.charAt(first) == '_' ? 'A' : '_';
    return share.substring(0, first) + other + share.substring(first + 1);
  }

  private Optional<Gathering.Opened> give(String subject, String share) {
    return give(gathering, subject, share);
  }

  private static Optional<Gathering.Opened> give(Gathering to, String subject, String share) {
    return to.give(person(subject), to.progress().attempt(), share.getBytes(UTF_8));
  }

  private Gathering gathering(String json) {
    RootKeyCustody custody = custody(json);
    return new Gathering(() -> custody, clock);
  }

  private static RootKeyCustody custody(String json) {
    try {
      SharesFile.Content content = new ObjectMapper().readValue(json, SharesFile.Content.class);
      return new SharesFile(Sharing.of(content), "a digest");
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String share(int index) {
    return MADE.shares().get(index - 1);
  }

  private static Custodian person(String subject) {
    return new Custodian(ISSUER, subject, "person:" + subject);
  }

  /** A clock that stands still until it is moved. */
  private static final class Moving extends Clock {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    void ahead(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
