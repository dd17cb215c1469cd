package org.cardnym.vault.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.enrolment.Registrant.done;
import static org.cardnym.vault.enrolment.Registrant.freshAlias;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.session.PageSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class RegistrationTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Tables tables;
  private Inbox inbox;
  private Registrant registrant;

  @BeforeEach
  void open() {
    house.open();
    inbox = Inbox.open();
    registrant = new Registrant(inbox);
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void leadsFromContactToCardStepByStep() {
    assertThat(registrant.step()).isEqualTo("contact");
    done(registrant.contact());
    assertThat(registrant.step()).isEqualTo("confirm");
    done(registrant.confirm(registrant.mailed(1)));
    assertThat(registrant.step()).isEqualTo("alias");
    String alias = freshAlias();
    done(registrant.alias(alias));
    assertThat(registrant.step()).isEqualTo("password");
    done(registrant.password(Registrant.PASSWORD));
    assertThat(registrant.step()).isEqualTo("otp");
    Response otp = registrant.otp();
    assertThat(otp.<String>path("uri"))
        .startsWith("otpauth://totp/")
        .contains(otp.<String>path("secret"));
    assertThat(otp.<String>path("qrSvg")).startsWith("<svg");
    assertThat(otp.header("Cache-Control")).contains("no-store");
    done(registrant.confirmOtp(registrant.code(false)));
    assertThat(registrant.step()).isEqualTo("card");
    assertThat(registrant.view().<String>path("alias")).isEqualTo(alias);
  }

  @Test
  void theMailShowsTheNumberOfThePageThatWaitsForItAndAnotherPageHasItsOwn() {
    var others = new HashSet<String>();
    for (int i = 0; i < 4; i++) {
      var other = new Registrant(inbox);
      done(other.contact());
      others.add(other.view().path("number"));
    }
    done(registrant.contact());
    String number = registrant.view().path("number");

    String text = Inbox.text(inbox.await(registrant.email));

    assertThat(text).contains("shows the number " + number + ".", "编号 " + number);
    assertThat(others).hasSizeGreaterThan(1).allMatch(each -> each.matches("[0-9]{2}"));
    done(registrant.confirm(registrant.mailed(1)));
    assertThat(registrant.view().<String>path("number")).isNull();
  }

  @Test
  void everyProofGivesANewSessionAndKillsTheOldOne() {
    done(registrant.contact());
    String begun = registrant.session();
    done(registrant.confirm(registrant.mailed(1)));
    String confirmed = registrant.session();
    done(registrant.alias(freshAlias()));
    done(registrant.password(Registrant.PASSWORD));
    registrant.otp();
    done(registrant.confirmOtp(registrant.code(false)));
    String proven = registrant.session();

    assertThat(begun).isNotEqualTo(confirmed);
    assertThat(confirmed).isNotEqualTo(proven);
    for (String old : new String[] {begun, confirmed}) {
      registrant.visitor.plant(PageSessions.COOKIE, old);
      refused(registrant.alias(freshAlias()), 401, "session_ended");
      assertThat(registrant.step()).isEqualTo("contact");
    }
  }

  @Test
  void noStepComesBeforeItsTurn() {
    refused(registrant.confirm("12345678"), 401, "session_ended");
    refused(registrant.alias(freshAlias()), 401, "session_ended");
    done(registrant.contact());
    refused(registrant.alias(freshAlias()), 409, "step_out_of_order");
    refused(registrant.password(Registrant.PASSWORD), 409, "step_out_of_order");
    done(registrant.confirm(registrant.mailed(1)));
    refused(registrant.password(Registrant.PASSWORD), 409, "step_out_of_order");
    refused(registrant.otp(), 409, "step_out_of_order");
    done(registrant.alias(freshAlias()));
    refused(registrant.otp(), 409, "step_out_of_order");
    refused(registrant.confirmOtp("123456"), 409, "step_out_of_order");
    refused(
        registrant.post("card", CardForms.of("4111111111111111", "123")), 409, "step_out_of_order");
  }

  @Test
  void aWrongCodeConfirmsNothingAndAfterFiveTheRightOneNeither() {
    done(registrant.contact());
    String right = registrant.mailed(1);
    String wrong = right.startsWith("1") ? "2" + right.substring(1) : "1" + right.substring(1);
    for (int i = 0; i < 5; i++) {
      refused(registrant.confirm(wrong), 422, "code_wrong");
    }

    refused(registrant.confirm(right), 422, "code_wrong");
    assertThat(registrant.step()).isEqualTo("confirm");
  }

  @Test
  void aCodeWorksOnceAndForTenMinutes() {
    done(registrant.contact());
    String code = registrant.mailed(1);
    TestClock.ahead(Duration.ofMinutes(10));
    refused(registrant.confirm(code), 422, "code_wrong");
    TestClock.ahead(Duration.ZERO);
    done(registrant.confirm(code));
    refused(registrant.confirm(code), 422, "code_wrong");
  }

  @Test
  void anotherRegistrationsCodeConfirmsNothing() {
    done(registrant.contact());
    var other = new Registrant(inbox);
    done(other.contact());

    refused(registrant.confirm(other.mailed(1)), 422, "code_wrong");
  }

  @Test
  void thatANameIsTakenIsToldOnlyToAConfirmedContact() {
    String taken = shoppers.withoutCard().alias();
    done(registrant.contact());
    refused(registrant.alias(taken), 409, "step_out_of_order");
    done(registrant.confirm(registrant.mailed(1)));

    refused(registrant.alias(taken), 409, "alias_taken");
    refused(registrant.alias(taken.toUpperCase(java.util.Locale.ROOT)), 409, "alias_taken");
    done(registrant.alias(freshAlias()));
  }

  @Test
  void onlySoManyNamesMayBeAskedForADay() {
    String taken = shoppers.withoutCard().alias();
    registrant.confirmed();
    for (int i = 0; i < 10; i++) {
      refused(registrant.alias(taken), 409, "alias_taken");
    }

    refused(registrant.alias(taken), 429, "too_many_requests");
  }

  @ParameterizedTest
  @CsvSource({
    "4111 1111 1111 1111, alias_like_card",
    "jane@example.test, alias_like_email",
    "\u00e4\u00df, alias_too_short",
    "admin, alias_reserved"
  })
  void anUnfitNameIsRefusedWithItsReasonAndWithoutEcho(String alias, String code) {
    registrant.confirmed();

    Response answer = registrant.alias(alias);

    refused(answer, 422, code);
    assertThat(answer.asString()).doesNotContain(alias);
    assertThat(registrant.step()).isEqualTo("alias");
  }

  @ParameterizedTest
  @CsvSource({"short, password_too_short", "password1, password_common"})
  void anUnfitPasswordIsRefusedWithItsReason(String password, String code) {
    registrant.confirmed();
    done(registrant.alias(freshAlias()));

    refused(registrant.password(password), 422, code);
    assertThat(registrant.step()).isEqualTo("password");
  }

  @Test
  void anAuthenticatorIsConfirmedByOneOfItsCodesWithinFiveTries() {
    registrant.confirmed();
    done(registrant.alias(freshAlias()));
    done(registrant.password(Registrant.PASSWORD));
    registrant.otp();
    for (int i = 0; i < 5; i++) {
      refused(registrant.confirmOtp("00000" + i), 422, "code_wrong");
    }

    refused(registrant.confirmOtp(registrant.code(true)), 429, "too_many_requests");
    assertThat(registrant.step()).isEqualTo("otp");
  }

  @Test
  void aRegisteredPayersProofsAreNotChangedHere() {
    registrant.registered(freshAlias());

    refused(registrant.alias(freshAlias()), 409, "step_out_of_order");
    refused(registrant.password("another password, quite long"), 409, "step_out_of_order");
    refused(registrant.otp(), 409, "step_out_of_order");
    refused(registrant.confirmOtp(registrant.code(true)), 409, "step_out_of_order");
  }

  @Test
  void anAddressThatIsRegisteredAlreadyIsTreatedLikeAnyOther() {
    registrant.registered(freshAlias());
    var again = new Registrant(inbox, registrant.email);

    Response answer = again.contact();

    done(answer);
    done(again.confirm(again.mailed(2)));
    assertThat(again.view().<String>path("alias")).isNull();
    assertThat(registrant.step()).isEqualTo("card");
  }

  @Test
  void oneContactGetsFiveCodesADay() {
    for (int i = 0; i < 5; i++) {
      done(registrant.contact());
    }

    refused(registrant.contact(), 429, "too_many_requests");
    refused(
        new Registrant(inbox, registrant.email.toUpperCase(java.util.Locale.ROOT)).contact(),
        429,
        "too_many_requests");
    done(new Registrant(inbox).contact());
  }

  @Test
  void oneAddressAsksForTwentyCodesAnHour() {
    for (int i = 0; i < 20; i++) {
      done(new Registrant(inbox).contact());
    }

    refused(new Registrant(inbox).contact(), 429, "too_many_requests");
  }

  @ParameterizedTest
  @CsvSource({"no-address", "a@b", "'a b@example.test'"})
  void whatIsNoMailAddressIsRefused(String email) {
    refused(new Registrant(inbox, email).contact(), 422, "contact_unfit");
  }

  @Test
  void eachStepIsWrittenDownOnce() {
    registrant.registered(freshAlias());

    Object actions =
        tables.read(
            "select string_agg(action, ' ' order by entry_id) from audit_entry where actor = (select actor from audit_entry"
                + " where action = 'PAYER_ACTIVATED' order by entry_id desc limit 1)");
    assertThat(actions)
        .isEqualTo(
            "ENROLMENT_BEGUN CONTACT_CONFIRMED ALIAS_CLAIMED PASSWORD_SET OTP_SET PAYER_ACTIVATED");
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.<String>path("code")).isEqualTo(code);
  }
}
