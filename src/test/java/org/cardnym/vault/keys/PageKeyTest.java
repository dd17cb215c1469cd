package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.keys.KeyProof.OfVersion;
import org.cardnym.vault.keys.Retirement.Step;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The key of page addresses, cookies and codes is replaced, and the old one ends with its cookies.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(RotationProfile.class)
class PageKeyTest {
  private static final KeyPurpose PAGE = KeyPurpose.PAGE;
  private static final String LABEL = "test";
  private static final byte[] INPUT = "input".getBytes(StandardCharsets.UTF_8);

  @Inject Rotations rotations;
  @Inject Rewraps rewraps;
  @Inject KeyProofs proofs;
  @Inject Retirement retirement;
  @Inject KeyViews views;
  @Inject Custody custody;
  @Inject DueRotation due;
  @Inject IndexKeys indexes;
  @Inject Rotating rotating;

  private int old;
  private String secret;

  @BeforeEach
  void begin() {
    rotating.begin();
    old = indexes.version(PAGE);
    secret = indexes.secret(LABEL, INPUT);
  }

  @Test
  void whatTheOldKeyMadeIsKnownStillAndTheNewOneMakesOthers() {
    rotations.rotate(PAGE, null, "test");

    String next = indexes.secret(LABEL, INPUT);

    assertThat(next).isNotEqualTo(secret);
    assertThat(indexes.isSecret(LABEL, INPUT, secret)).isTrue();
    assertThat(indexes.isSecret(LABEL, INPUT, next)).isTrue();
    assertThat(indexes.isSecret("another", INPUT, secret)).isFalse();
    refuses(ErrorCode.KEY_FIXED, () -> rewraps.begin(PAGE, "test", null));
  }

  @Test
  void itEndsOnlyWhenTheLastCookieHasExpired() {
    rotations.rotate(PAGE, null, "test");

    OfVersion lacking = judged();

    assertThat(lacking.missing()).containsExactly("not_expired");
    assertThat(ChronoUnit.DAYS.between(rotating.row(PAGE, old).closedAt, lacking.until()))
        .isEqualTo(400);
    refuses(ErrorCode.KEY_NOT_PROVEN, () -> end(Step.RETIRE));
    assertThat(indexes.isSecret(LABEL, INPUT, secret)).isTrue();

    afterwards(Duration.ofDays(399));
    assertThat(judged().missing()).containsExactly("not_expired");
    afterwards(Duration.ofDays(401));
    assertThat(judged().missing()).isEmpty();
    end(Step.RETIRE);

    assertThat(indexes.isSecret(LABEL, INPUT, secret)).isFalse();
    assertThat(indexes.isSecret(LABEL, INPUT, indexes.secret(LABEL, INPUT))).isTrue();
    end(Step.DESTROY);
    assertThat(views.list())
        .filteredOn(view -> view.purpose().equals("page") && view.version() == old)
        .singleElement()
        .satisfies(view -> assertThat(view.state()).isEqualTo("destroyed"));
  }

  @Test
  void itIsReplacedByItselfWhenItIsDue() {
    assertThat(due.rotateIfDue(PAGE)).isFalse();
    afterwards(Duration.ofDays(366));

    assertThat(due.rotateIfDue(PAGE)).isTrue();

    assertThat(indexes.version(PAGE)).isEqualTo(old + 1);
  }

  private OfVersion judged() {
    return proofs.verify(PAGE, old, "test").versions().getFirst();
  }

  private void end(Step step) {
    retirement.end(step, PAGE, old, "test", "because");
  }

  private void afterwards(Duration passed) {
    TestClock.ahead(passed);
    custody.reread();
  }
}
