package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A vault whose root key two of three custodians open, from {@code operator init} on, as they do it
 * at their terminals: at its first start, and after it was sealed and killed.
 */
@Order(8)
@Isolated
@ExtendWith(SharedWorld.class)
class CustodiansIT {
  private static final Duration START = Duration.ofMinutes(4);

  @Test
  void twoOfThreeCustodiansOpenAVaultAndNobodyElseDoes(World world) throws Exception {
    Path home = Places.fresh("custodians");
    Path ceremony = Files.createDirectories(home.resolve("ceremony"));
    Operator machine = Operator.machine(world.sandbox(), home.resolve("machine"));
    init(world, ceremony, machine);

    try (OwnVault vault = OwnVault.start(world, ceremony.resolve("root-key.json"), "custodians")) {
      Operator there = machine.with("CARDNYM_URL", vault.origin());
      awaitAnswer(there);
      // A sign-in is kept for one vault, so each custodian signs in for this one.
      Operator anna = custodian(world, vault, home.resolve("anna"), "ADMIN");
      Operator bo = custodian(world, vault, home.resolve("bo"), "SECOND_ADMIN");
      isSealed(vault, anna, 0);
      refuses(share(anna, ceremony, "bo"), "code: share_refused (HTTP 403)", "your own share");
      refuses(share(anna, ceremony, "chen"), "code: share_refused (HTTP 403)", "next: ");
      refuses(share(there, ceremony, "anna"), "code: forbidden", "next: ");

      opens(vault, ceremony, anna, bo);
      Operator.Ended trail = anna.run("audit", "tail", "--output", "json");
      assertThat(trail.out()).contains("share_given", "keys_created", "vault_unsealed");

      Operator.Ended sealed = anna.run("operator", "seal", "--reason", "drill");
      assertThat(sealed.exit()).as(sealed.err()).isZero();
      isSealed(vault, bo, 0);

      vault.restart();
      awaitAnswer(there);
      isSealed(vault, anna, 0);
      opens(vault, ceremony, anna, bo);
      assertThat(anna.run("audit", "tail", "--output", "json").out()).contains("vault_sealed");
    }
  }

  private static Operator custodian(World world, OwnVault vault, Path home, String who) {
    Operator person = new Operator(world.sandbox(), home).with("CARDNYM_URL", vault.origin());
    Signer.signIn(world, person, who);
    return person;
  }

  private static void init(World world, Path ceremony, Operator operator) {
    String issuer =
        Reply.parse(operator.run("whoami", "--output", "json").out()).path("issuer").asText();
    Operator.Ended made =
        operator.run(
            "operator",
            "init",
            "--use",
            "sandbox",
            "--file",
            ceremony.resolve("root-key.json").toString(),
            "--shares",
            "3",
            "--threshold",
            "2",
            "--custodian",
            "anna=" + issuer + "|" + world.sandbox().get("ADMIN_USER"),
            "--custodian",
            "bo=" + issuer + "|" + world.sandbox().get("SECOND_ADMIN_USER"),
            "--custodian",
            "chen=" + issuer + "|chen");
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out() + made.err()).doesNotContain("cardnym-share-1");
  }

  private static void opens(OwnVault vault, Path ceremony, Operator anna, Operator bo) {
    Operator.Ended first = share(anna, ceremony, "anna");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.err()).contains("1 of 2 shares were given");
    refuses(share(anna, ceremony, "anna"), "code: share_refused (HTTP 403)", "next: ");
    isSealed(vault, bo, 1);

    Operator.Ended second = share(bo, ceremony, "bo");

    assertThat(second.exit()).as(second.err()).isZero();
    assertThat(second.err()).contains("This replica is open.");
    Await.until("the vault's readiness", Await.PATIENCE, vault::ready);
    JsonNode status = Reply.parse(anna.run("status", "--output", "json").out());
    assertThat(status.path("state").asText()).isEqualTo("open");
    assertThat(status.path("warnings").toString()).doesNotContain("custody_single");
  }

  private static void isSealed(OwnVault vault, Operator who, int given) {
    assertThat(vault.ready()).isFalse();
    JsonNode status = Reply.parse(who.run("status", "--output", "json").out());
    assertThat(status.path("state").asText()).isEqualTo("sealed");
    assertThat(status.at("/seal/given").asInt()).isEqualTo(given);
    Operator.Ended doctor = who.run("doctor");
    assertThat(doctor.exit()).isEqualTo(1);
    assertThat(doctor.out()).contains(given + " of 2 shares were given");
  }

  private static Operator.Ended share(Operator who, Path ceremony, String name) {
    return who.run(
        "operator",
        "unseal",
        "--share-file",
        ceremony.resolve("root-key." + name + ".share").toString());
  }

  private static void refuses(Operator.Ended ended, String... says) {
    assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(3);
    assertThat(ended.err()).contains(says).doesNotContain("cardnym-share-1");
  }

  private static void awaitAnswer(Operator who) {
    Await.until(
        "the admin door of a vault that starts",
        START,
        () -> who.run("operator", "unseal", "--progress").exit() == 0);
  }
}
