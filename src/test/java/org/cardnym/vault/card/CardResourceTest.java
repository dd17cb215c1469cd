package org.cardnym.vault.card;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardnym.vault.TestDoors.ownPage;
import static org.cardnym.vault.TestDoors.pages;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(CardResourceTest.Profile.class)
@QuarkusTestResource(TestVault.class)
class CardResourceTest {
  /** Puts a fake in enrolment's place. */
  public static class Profile implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(FakeEnrolment.class);
    }
  }

  private static final String FORM =
      new String(TestCards.form(TestCards.VISA, "9371"), StandardCharsets.UTF_8);

  @Inject FakeEnrolment enrolment;

  @Test
  void aCardIsHandedOnAndWipedAfterwards() {
    Response answer =
        ownPage()
            .cookie("__Host-enrol", "the-session")
            .contentType("application/json")
            .body(FORM)
            .post("/enrol/card");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.jsonPath().getString("card"))
        .isEqualTo(TypeId.of(IdKind.CARD, new java.util.UUID(0, 7)));
    assertThat(answer.jsonPath().getString("state")).isEqualTo("code_required");
    EnteredCard card = requireNonNull(enrolment.last.get());
    assertThat(card.session()).isEqualTo("the-session");
    assertThat(card.address()).isEqualTo("127.0.0.1");
    assertThatThrownBy(card::routingPrefix).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[\"4111111111111111\"]",
        "{\"number\":\"4111111111111111\"}",
        "\"4111111111111111\"",
        "{\"4111111111111111\":1}"
      })
  void aFaultyFormHasTheOneAnswer(String form) {
    assertOneAnswer(send(form));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"4111111111111112", "4000000000000002", "5454545454545454", "411111111111"})
  void aNumberThatIsNoPublicTestNumberHasTheOneAnswer(String number) {
    assertOneAnswer(send(FORM.replace("4111111111111111", number)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-01", "2099-01"})
  void anExpiryInThePastOrTooFarAwayHasTheOneAnswer(String expiry) {
    assertOneAnswer(send(FORM.replace("2039-11", expiry)));
  }

  @Test
  void anOversizedFormHasTheOneAnswer() {
    assertThat(send(FORM + " ".repeat(CardResource.MAX_BYTES - FORM.length())).statusCode())
        .isEqualTo(200);
    assertOneAnswer(send(FORM + " ".repeat(CardResource.MAX_BYTES - FORM.length() + 1)));
    assertOneAnswer(send(FORM.replace("Ada Example", "4".repeat(20_000))));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "CARD_NOT_ADDED",
        "TOO_MANY_REQUESTS",
        "ROW_REFUSED",
        "CONFLICT",
        "UNAVAILABLE",
        "NOT_FOUND"
      })
  void whateverEnrolmentRefusesHasTheOneAnswer(ErrorCode code) {
    enrolment.failure.set(new Refusal(code));

    assertOneAnswer(send(FORM));
  }

  @Test
  void whateverBreaksHasTheOneAnswer() {
    enrolment.failure.set(new IllegalArgumentException("4111111111111111"));

    assertOneAnswer(send(FORM));
  }

  @ParameterizedTest
  @EnumSource(names = {"SESSION_ENDED", "PROOF_TOO_OLD", "STEP_OUT_OF_ORDER", "LIMIT_UNFIT"})
  void whatDoesNotDependOnTheCardIsTold(ErrorCode code) {
    enrolment.failure.set(new Refusal(code));

    assertThat(send(FORM).jsonPath().getString("code")).isEqualTo(code.wire());
  }

  @Test
  void anotherSitesPageCanAddNoCard() {
    enrolment.last.set(null);

    Response answer =
        pages()
            .header("Origin", "https://elsewhere.example")
            .contentType("application/json")
            .body(FORM)
            .post("/enrol/card");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.asString()).doesNotContain("4111");
    assertThat(enrolment.last.get()).isNull();
  }

  private static Response send(String form) {
    return ownPage().contentType("application/json").body(form).post("/enrol/card");
  }

  /** The same members, but for the request's id, and no echo. */
  private static void assertOneAnswer(Response answer) {
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getMap("$"))
        .containsOnlyKeys("type", "title", "status", "code", "request")
        .containsEntry("code", "card_not_added")
        .containsEntry("title", "This card could not be added");
    assertThat(answer.asString() + answer.headers()).doesNotContain("4111").doesNotContain("9371");
  }
}
