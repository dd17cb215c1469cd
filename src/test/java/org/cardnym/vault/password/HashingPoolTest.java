package org.cardnym.vault.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HashingPoolTest {
  @Test
  void answersWhatWasComputed() {
    try (var pool = new HashingPool(1, 1, Duration.ofSeconds(5))) {
      assertThat(pool.<Integer>run(() -> 42)).isEqualTo(42);
    }
  }

  @Test
  void refusesAllBeyondItsBoundsAtOnceAndHangsNobody() throws Exception {
    var gate = new CountDownLatch(1);
    var refused = new AtomicInteger();
    var done = new AtomicInteger();
    try (var pool = new HashingPool(2, 3, Duration.ofSeconds(20));
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Future<?>>();
      for (int i = 0; i < 50; i++) {
        calls.add(callers.submit(() -> call(pool, gate, done, refused)));
      }
      waitUntil(refused, 45);
      gate.countDown();
      for (Future<?> call : calls) {
        call.get(10, TimeUnit.SECONDS);
      }
    }

    assertThat(done).hasValue(5);
    assertThat(refused).hasValue(45);
  }

  @Test
  void aTurnIsTakenBeforeTheWorkAndGivenBackAfterIt() {
    try (var pool = new HashingPool(1, 1, Duration.ofSeconds(5))) {
      try (HashingTurn first = pool.turn();
          HashingTurn second = pool.turn()) {
        assertThatThrownBy(pool::turn)
            .isInstanceOfSatisfying(
                Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(pool.<Integer>run(first, () -> 1) + pool.<Integer>run(second, () -> 2))
            .isEqualTo(3);
      }

      assertThat(pool.<Integer>run(() -> 42)).isEqualTo(42);
    }
  }

  @Test
  void refusesWhoWaitedLongEnough() {
    try (var pool = new HashingPool(1, 1, Duration.ofMillis(50))) {
      assertThatThrownBy(() -> pool.run(() -> new CountDownLatch(1).await(10, TimeUnit.SECONDS)))
          .isInstanceOfSatisfying(
              Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
  }

  @Test
  void worksAgainAfterItWasFull() throws Exception {
    try (var pool = new HashingPool(1, 1, Duration.ofMillis(50))) {
      assertThatThrownBy(() -> pool.run(() -> new CountDownLatch(1).await(10, TimeUnit.SECONDS)))
          .isInstanceOf(Refusal.class);

      assertThat(pool.<String>run(() -> "again")).isEqualTo("again");
    }
  }

  @Test
  void doesNotPassAnEnginesMessageOn() {
    try (var pool = new HashingPool(1, 1, Duration.ofSeconds(5))) {
      assertThatThrownBy(() ->
              pool.run(() -> {
                throw new IllegalArgumentException("the password was hunter2");
              }))
          .hasMessageNotContaining("hunter2")
          .hasNoCause();
    }
  }

  private static void call(
      HashingPool pool, CountDownLatch gate, AtomicInteger done, AtomicInteger refused) {
    try {
      pool.run(() -> gate.await(20, TimeUnit.SECONDS));
      done.incrementAndGet();
    } catch (Refusal full) {
      assertThat(full.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      refused.incrementAndGet();
    }
  }

  private static void waitUntil(AtomicInteger counter, int value) throws InterruptedException {
    for (int i = 0; i < 500 && counter.get() < value; i++) {
      Thread.sleep(10);
    }
    assertThat(counter).hasValue(value);
  }
}
