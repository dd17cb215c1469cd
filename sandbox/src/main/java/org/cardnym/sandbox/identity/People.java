package org.cardnym.sandbox.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cardnym.sandbox.otp.CodeDoor;
import org.cardnym.sandbox.otp.Totp;

/** Who may sign in, and whether somebody is who they say: password and code, both or nothing. */
final class People {
  private record Known(IdentitySettings.Human human, CodeDoor door) {}

  private final Map<String, Known> byName;
  private final InstantSource clock;

  People(List<IdentitySettings.Human> humans, InstantSource clock) {
    this.clock = clock;
    this.byName =
        humans.stream()
            .map(human -> new Known(human, new CodeDoor(new Totp(human.totpSecret()))))
            .collect(Collectors.toMap(known -> known.human().username(), Function.identity()));
  }

  /** A code is used up only by a sign-in that succeeds. */
  Optional<PersonSignedIn> signIn(String username, String password, String code) {
    Known known = byName.get(username);
    if (known == null
        || !MessageDigest.isEqual(bytes(known.human().password()), bytes(password))
        || !known.door().opens(code, clock.instant())) {
      return Optional.empty();
    }
    IdentitySettings.Human human = known.human();
    return Optional.of(
        new PersonSignedIn(
            human.username(), human.name(), human.roles(), List.of("pwd", "otp"), clock.instant()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
