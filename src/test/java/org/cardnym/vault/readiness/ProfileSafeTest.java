package org.cardnym.vault.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileSafeTest {
  @Test
  void aPackagedVaultStandsOnProductionsProfile() {
    assertThat(ProfileSafe.problems(LaunchMode.NORMAL, List.of("prod"), false)).isEmpty();
    assertThat(ProfileSafe.problems(LaunchMode.NORMAL, List.of("house", "prod"), false)).isEmpty();
    assertThat(ProfileSafe.problems(LaunchMode.NORMAL, List.of("house"), false)).hasSize(1);
    assertThat(ProfileSafe.problems(LaunchMode.NORMAL, List.of("sandbox"), true)).hasSize(1);
  }

  @Test
  void aPackagedVaultIsNoTest() {
    assertThat(ProfileSafe.problems(LaunchMode.NORMAL, List.of("test"), false)).hasSize(2);
    assertThat(ProfileSafe.problems(LaunchMode.NORMAL, List.of("test", "prod"), false)).hasSize(1);
    assertThat(ProfileSafe.problems(LaunchMode.NORMAL, List.of("dev", "prod"), false)).hasSize(1);
    assertThat(ProfileSafe.problems(LaunchMode.NORMAL, List.of("test"), true))
        .contains("cardnym.loosen is set outside the profile 'sandbox': remove it");
  }

  @Test
  void onlyASandboxAndTheTestRunnerLoosen() {
    assertThat(ProfileSafe.problems(LaunchMode.NORMAL, List.of("sandbox", "prod"), true)).isEmpty();
    assertThat(ProfileSafe.problems(LaunchMode.NORMAL, List.of("prod"), true)).hasSize(1);
    assertThat(ProfileSafe.problems(LaunchMode.DEVELOPMENT, List.of("dev"), true)).hasSize(1);
    assertThat(ProfileSafe.problems(LaunchMode.DEVELOPMENT, List.of("dev"), false)).isEmpty();
    assertThat(ProfileSafe.problems(LaunchMode.TEST, List.of("test"), true)).isEmpty();
  }

  @Test
  void aParentIsAmongTheActiveProfiles() {
    var config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withDefaultValue("smallrye.config.profile", "sandbox")
            .withDefaultValue("smallrye.config.profile.parent", "prod")
            .build();

    assertThat(config.getProfiles()).contains("sandbox", "prod");
  }
}
