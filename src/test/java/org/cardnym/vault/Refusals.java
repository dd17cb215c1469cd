package org.cardnym.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** Claims about refusals. */
public final class Refusals {
  private Refusals() {}

  /** The call is refused with this code, and with nothing else. */
  public static void refuses(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
