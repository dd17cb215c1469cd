package org.cardnym.vault.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullMarked;

/** Two hundred guessers, each with a connection of its own, let go at once. */
@NullMarked
final class Crowd {
  static final int SIZE = 200;

  private Crowd() {}

  /** What one of them does, the first with 0. */
  interface Guess {
    RawPage.Answer at(RawPage page, int guesser);
  }

  /** The status that each was answered with, the first one's first. */
  static List<Integer> guess(Guess guess) throws Exception {
    var go = new CountDownLatch(1);
    var answers = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SIZE; i++) {
        int guesser = i;
        Callable<Integer> one =
            () -> {
              try (var page = new RawPage()) {
                go.await();
                return guess.at(page, guesser).status();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            };
        answers.add(threads.submit(one));
      }
      go.countDown();
      var statuses = new ArrayList<Integer>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      return statuses;
    }
  }
}
