package org.cardnym.bank;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.cardnym.bank.link.Patience;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code serve}: runs the bank until SIGTERM, SIGINT or SIGHUP. */
final class ServeCommand {

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  private ServeCommand() {}

  static void run(List<String> arguments, PrintStream out)
      throws IOException, SQLException, InterruptedException {
    Options options = new Options(arguments, Set.of("--config"));
    BankConfig config = ConfigFile.read(Path.of(options.required("--config")));
    ReferenceBank bank = ReferenceBank.start(config, InstantSource.system(), Patience.DEFAULT);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(bank, out), "stop"));
    LOG.info("listening: link={} desk={}", bank.linkPort(), bank.deskPort());
    out.println("ready");
    out.flush();
    new CountDownLatch(1).await();
  }

  /** Says so on standard output: the log is closed by a hook of its own, at the same time. */
  private static void stop(ReferenceBank bank, PrintStream out) {
    bank.close();
    out.println("stopped");
    out.flush();
  }
}
