package org.cardnym.admin.connection;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Gathers an answer's body and stops reading where it grows too large. */
final class BoundedBody implements BodySubscriber<byte[]> {
  /** Bytes; a page of 1000 audit entries takes about half a megabyte. */
  static final int LARGEST = 8 * 1024 * 1024;

  private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
  private @Nullable Subscription subscription;
  private long received;

  @Override
  public CompletionStage<byte[]> getBody() {
    return bytes.getBody();
  }

  @Override
  public void onSubscribe(Subscription incoming) {
    subscription = incoming;
    bytes.onSubscribe(incoming);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    received += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (received <= LARGEST) {
      bytes.onNext(buffers);
      return;
    }
    if (subscription != null) {
      subscription.cancel();
    }
    bytes.onError(new TooLarge());
  }

  @Override
  public void onError(Throwable failure) {
    bytes.onError(failure);
  }

  @Override
  public void onComplete() {
    bytes.onComplete();
  }

  /** The body went beyond {@link #LARGEST}. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
