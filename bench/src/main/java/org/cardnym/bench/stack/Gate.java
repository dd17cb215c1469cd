package org.cardnym.bench.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardnym.bench.stack.Trouble.Kind;

/**
 * A port in front of another. Bytes pass as they are, TLS and all, until it is told of a trouble;
 * what was hurt by one is closed when the trouble is over.
 */
public final class Gate implements AutoCloseable {
  private static final int CONNECT_MILLIS = 3_000;

  private final ServerSocket server;
  private final int target;
  private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicInteger hits = new AtomicInteger();
  private volatile Trouble trouble = Trouble.NONE;

  Gate(int port, int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
    Thread.ofVirtual().start(this::accept);
  }

  /** From now on. */
  public void trouble(Trouble next) {
    hits.set(0);
    if (next.kind() == Kind.RESET) {
      hits.addAndGet(passages.size());
      passages.forEach(Passage::close);
    }
    passages.forEach(Passage::countAnew);
    trouble = next;
  }

  /** All is well again. Returns how often the trouble struck. */
  public int clear() {
    trouble = Trouble.NONE;
    passages.stream().filter(passage -> passage.hurt).forEach(Passage::close);
    return hits.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    passages.forEach(Passage::close);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        if (trouble.kind() == Kind.REFUSE) {
          hits.incrementAndGet();
          near.close();
        } else {
          Thread.ofVirtual().start(() -> join(near));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void join(Socket near) {
    try (near;
        Socket far = new Socket()) {
      far.connect(
          new InetSocketAddress(InetAddress.getByName("127.0.0.1"), target), CONNECT_MILLIS);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Passage passage = new Passage(numbers.getAndIncrement(), near, far);
      passages.add(passage);
      try {
        Thread back = Thread.ofVirtual().start(() -> passage.pump(false));
        passage.pump(true);
        back.join();
      } finally {
        passages.remove(passage);
      }
    } catch (IOException nobodyThere) {
      // The caller sees its connection closed, as with any dead server.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many of some bytes pass, and whether all ends after them. */
  private record Passing(int bytes, boolean cut) {}

  /** One connection on both sides. */
  private final class Passage {
    private final int number;
    private final Socket near;
    private final Socket far;
    private int asked;
    private int answered;
    private volatile boolean hurt;

    Passage(int number, Socket near, Socket far) {
      this.number = number;
      this.near = near;
      this.far = far;
    }

    void pump(boolean asking) {
      try {
        InputStream in = (asking ? near : far).getInputStream();
        OutputStream out = (asking ? far : near).getOutputStream();
        byte[] buffer = new byte[16 * 1024];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          Passing passing = passing(asking, length);
          out.write(buffer, 0, passing.bytes());
          out.flush();
          if (passing.cut()) {
            close();
            return;
          }
        }
        (asking ? far : near).shutdownOutput();
      } catch (IOException broken) {
        close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        close();
      }
    }

    private Passing passing(boolean asking, int length) throws InterruptedException {
      Trouble now = trouble;
      if (now.kind() == Kind.DELAY && !asking) {
        hits.incrementAndGet();
        Thread.sleep(now.millis() * (1 + number % 3) / 2);
      }
      int before = count(asking, length);
      boolean cuts =
          (now.kind() == Kind.CUT_REQUEST && asking) || (now.kind() == Kind.CUT_ANSWER && !asking);
      boolean swallows = now.kind() == Kind.SWALLOW && !asking;
      if ((!cuts && !swallows) || before + length <= now.at()) {
        return new Passing(length, false);
      }
      hits.incrementAndGet();
      hurt = true;
      return new Passing(Math.max(0, now.at() - before), cuts);
    }

    private synchronized int count(boolean asking, int length) {
      int before = asking ? asked : answered;
      if (asking) {
        asked += length;
      } else {
        answered += length;
      }
      return before;
    }

    synchronized void countAnew() {
      asked = 0;
      answered = 0;
    }

    void close() {
      for (Socket each : new Socket[] {near, far}) {
        try {
          each.close();
        } catch (IOException gone) {
          // It is gone either way.
          continue;
        }
      }
    }
  }
}
