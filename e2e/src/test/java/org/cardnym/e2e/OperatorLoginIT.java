package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person signs in to {@code vault-admin} by device code, as the vault then sees them. */
@Order(2)
@ExtendWith(SharedWorld.class)
class OperatorLoginIT {
  private static World world;
  private static Sandbox sandbox;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    sandbox = shared.sandbox();
  }

  @Test
  void aPersonWhoConfirmsTheCodeActsUnderTheirOwnName() {
    Operator olga = new Operator(sandbox, Places.fresh("operator-olga"));
    Operator.Running login = olga.start("login");
    DeviceLogin device = DeviceLogin.of(login, world.shopper());
    assertThat(device.signIn(sandbox.get("ADMIN_USER"), sandbox.get("ADMIN_PASSWORD"), code()))
        .doesNotContain("error");
    device.confirm();

    assertThat(login.end().exit()).isZero();
    Operator.Ended whoami = olga.run("whoami", "--output", "json");
    assertThat(whoami.exit()).as(whoami.err()).isZero();
    JsonNode caller = Reply.parse(whoami.out());
    assertThat(caller.path("subject").asText()).isEqualTo(sandbox.get("ADMIN_USER"));
    assertThat(caller.path("roles").toString()).isEqualTo("[\"operator\"]");
    assertThat(caller.path("amr").toString()).isEqualTo("[\"pwd\",\"otp\"]");
    assertThat(olga.run("logout").exit()).isZero();
    assertThat(olga.run("whoami").exit()).isNotZero();
  }

  @Test
  void whoIsNotWhoTheySayConfirmsNothing() {
    Operator stranger = new Operator(sandbox, Places.fresh("operator-stranger"));
    Operator.Running login = stranger.start("login");
    DeviceLogin device = DeviceLogin.of(login, world.shopper());
    try {
      String wrong = "not-" + sandbox.get("ADMIN_PASSWORD");
      assertThat(device.signIn(sandbox.get("ADMIN_USER"), wrong, code())).contains("error");
      device.confirm();

      Await.pause(Duration.ofSeconds(7));
      assertThat(login.process().isAlive()).as("still waits for somebody").isTrue();
      assertThat(stranger.run("whoami").exit()).isNotZero();
    } finally {
      login.process().destroy();
    }
  }

  private static String code() {
    return Totp.code(sandbox.get("ADMIN_TOTP_SECRET"), Totp.step());
  }
}
