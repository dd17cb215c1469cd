package org.cardnym.vault.biometric;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads an answer of at most 64 KiB, and hangs up on a longer one. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
  static final int MOST = 64 * 1024;

  private static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private Flow.@Nullable Subscription subscription;

  static boolean wasExceeded(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof Exceeded) {
        return true;
      }
    }
    return false;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    begun.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> more) {
    for (ByteBuffer each : more) {
      if (whole.isDone()) {
        return;
      }
      if (read.size() + each.remaining() > MOST) {
        hangUp();
        return;
      }
      byte[] bytes = new byte[each.remaining()];
      each.get(bytes);
      read.writeBytes(bytes);
    }
  }

  @Override
  public void onError(Throwable broken) {
    whole.completeExceptionally(broken);
  }

  @Override
  public void onComplete() {
    whole.complete(read.toByteArray());
  }

  private void hangUp() {
    if (subscription != null) {
      subscription.cancel();
    }
    whole.completeExceptionally(new Exceeded());
  }
}
