package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.BiFunction;

/**
 * The door where payers sign in, at one replica.
 *
 * @param posts posts to a path of the vault's pages, and returns the status
 */
record SignInDoor(BiFunction<String, Map<String, String>, Integer> posts) {
  private static final String PATH = "/enrol/sign-in";

  /** At the replica that the sandbox started, each time from a browser that it has never seen. */
  static SignInDoor of(World world) {
    return new SignInDoor(
        (path, body) -> world.shopper().postJson(world.pagesUrl() + path, body).status());
  }

  void failsTimes(int times, Payer payer) {
    for (int i = 0; i < times; i++) {
      assertThat(tried(payer, "wrong-" + payer.password(), payer.wrongCode())).isEqualTo(403);
    }
  }

  /** What is right is refused as what is wrong. */
  void isLockedFor(Payer payer) {
    assertThat(tried(payer, payer.password(), payer.codeNotUsed())).isEqualTo(403);
  }

  void isOpenFor(Payer payer) {
    assertThat(tried(payer, payer.password(), payer.code())).isEqualTo(204);
  }

  private int tried(Payer payer, String password, String code) {
    return posts.apply(PATH, Map.of("alias", payer.alias(), "password", password, "code", code));
  }
}
