package org.cardnym.sandbox.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.cardnym.sandbox.bank.BankDesk;
import org.cardnym.sandbox.checkout.Bought;
import org.cardnym.sandbox.checkout.OneCheckout;
import org.cardnym.sandbox.checkout.Transcript;
import org.cardnym.sandbox.payer.PageBrowser;
import org.cardnym.sandbox.payer.PhoneCodes;
import org.cardnym.sandbox.process.Await;
import org.cardnym.sandbox.process.StopAsked;
import org.slf4j.LoggerFactory;

/** One sandbox from claim to end: takes its folder, brings all up, stays or pays once, stops. */
final class Sandbox {
  private final Path root;
  private final Options options;
  private final StopSignals signals;
  private final Await await;
  private final InstantSource clock = InstantSource.system();
  private final Consumer<String> say = System.out::println;

  Sandbox(Path root, Options options, StopSignals signals) {
    this.root = root;
    this.options = options;
    this.signals = signals;
    this.await = new Await(signals::asked);
  }

  int run() {
    Path chosen = options.data();
    Path place = chosen == null ? root.resolve(".sandbox") : chosen;
    try (DataFolder folder = DataFolder.claim(place, chosen != null)) {
      // The logging of libraries starts with its first use, after this line.
      System.setProperty("cardnym.sandbox.log", folder.log("launcher").toString());
      System.setProperty("logback.configurationFile", "launcher-logback.xml");
      if (!folder.swept().isEmpty()) {
        say.accept("Ended what an earlier sandbox left: " + String.join(", ", folder.swept()));
      }
      Kept kept = Kept.in(folder, options);
      Ports ports = new Ports(kept.portBase(), options.replicas());
      ports.requireFree();
      return live(folder, new Endpoints(ports), kept);
    }
  }

  private int live(DataFolder folder, Endpoints endpoints, Kept kept) {
    Running running = new Running(folder.runs(), say);
    EnvironmentFile environment = new EnvironmentFile(folder.environment());
    signals.atOnce(() -> {
      running.kill();
      environment.remove();
    });
    try {
      Start start =
          new Start(root, folder, endpoints, kept, running, await, clock, say, options.aliases());
      Started started = start.all();
      if (options.once()) {
        return payOnce(folder, endpoints, started);
      }
      environment.write(Demo.environment(endpoints, started.kept(), folder, started.authority()));
      new Announcement(say).print(endpoints, started.kept(), folder);
      running.watchOver();
      stay(running);
      return 0;
    } catch (StopAsked stop) {
      return options.once() ? 1 : 0;
    } catch (RuntimeException | IOException e) {
      LoggerFactory.getLogger(Sandbox.class).error("the sandbox failed", e);
      if (signals.asked()) {
        // A terminal's Ctrl-C reaches PostgreSQL's own tools as well, which then fail.
        return options.once() ? 1 : 0;
      }
      String line = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
      System.err.println("sandbox: " + line + "; logs are in " + folder.logs());
      return 1;
    } finally {
      environment.remove();
      running.stop();
    }
  }

  private int payOnce(DataFolder folder, Endpoints endpoints, Started started) throws IOException {
    say.accept("Paying by username");
    BankDesk desk = new BankDesk(started.caller(), endpoints.bankDesk());
    OneCheckout checkout = new OneCheckout(new PageBrowser(), await, endpoints.shop(), desk);
    PhoneCodes phone = started.phone();
    Bought bought = checkout.buy(Demo.PAYER, started.kept().payerPassword(), phone);
    new Transcript(say).print(bought, Demo.seenByMerchant(folder));
    say.accept(bought.approved() ? "The bank approved." : "The bank did not approve.");
    return bought.approved() ? 0 : 1;
  }

  private void stay(Running running) {
    while (true) {
      await.checkStop();
      running.look(Instant.now());
      try {
        Thread.sleep(300);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
