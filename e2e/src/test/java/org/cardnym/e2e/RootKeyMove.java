package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Another root key in the place of the one in use, on two replicas that serve meanwhile: made,
 * opened by both, signed by two people, followed by both.
 */
final class RootKeyMove {
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Operator operator;
  private final Operator atSecond;
  private final World world;
  private final Path file;

  RootKeyMove(World world, SecondVault second) {
    this.world = world;
    this.operator = Operator.machine(world.sandbox(), Places.fresh("root-key-move"));
    this.atSecond = operator.with("CARDNYM_URL", second.origin());
    this.file = world.sandbox().data().resolve("vault/next-root-key.json");
  }

  /** Payments are created at both all the time, and none is refused. */
  void whileServing(Merchant here, Merchant there) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService shop = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> made = shop.submit(() -> sellUntil(over, List.of(here, there)));
      try {
        move();
      } finally {
        over.set(true);
      }
      assertThat(made.get()).as("payments meanwhile").isGreaterThan(10);
    }
  }

  private void move() {
    Places.secret(file.resolveSibling("next-root-key.passphrase"), "a passphrase that is next\n");
    Operator.Ended init =
        operator.run(
            "operator",
            "init",
            "--use",
            "sandbox",
            "--file",
            file.toString(),
            "--passphrase-file",
            file.resolveSibling("next-root-key.passphrase").toString());
    assertThat(init.exit()).as(init.err()).isZero();
    String next = Reply.parse(Places.text(file)).path("id").asText();
    Await.until("both have opened the next one", Await.PATIENCE, () -> bothOpened(next));

    Operator.Ended asked =
        operator.run("operator", "rekey", "--reason", "drill", "--output", "json");
    assertThat(asked.exit()).as(asked.err()).isEqualTo(5);
    String approval = Reply.parse(asked.out()).path("approval").asText();
    try (Signer olga = Signer.enrolled(world, "ADMIN");
        Signer theo = Signer.enrolled(world, "SECOND_ADMIN")) {
      assertThat(olga.signs(approval).exit()).isEqualTo(5);
      assertThat(standing(operator).at("/current/id").asText()).isNotEqualTo(next);
      Operator.Ended signed = theo.signs(approval);
      assertThat(signed.exit()).as(signed.err()).isZero();
    }

    for (Operator replica : List.of(operator, atSecond)) {
      Await.until(
          "a replica goes on with the next one",
          Await.PATIENCE,
          () -> standing(replica).at("/current/id").asText().equals(next));
    }
  }

  private boolean bothOpened(String next) {
    JsonNode standing = standing(operator);
    long opened =
        standing.path("replicas").findValues("opened").stream().filter(JsonNode::asBoolean).count();
    return standing.at("/next/id").asText().equals(next)
        && opened >= 2
        && opened == standing.path("replicas").size();
  }

  private static JsonNode standing(Operator at) {
    return Reply.parse(at.run("operator", "rekey", "--output", "json").out());
  }

  private static int sellUntil(AtomicBoolean over, List<Merchant> replicas)
      throws InterruptedException {
    int made = 0;
    while (!over.get()) {
      for (Merchant replica : replicas) {
        replica.create("sunny-otter", 700);
        made++;
      }
      Thread.sleep(PAUSE);
    }
    return made;
  }
}
