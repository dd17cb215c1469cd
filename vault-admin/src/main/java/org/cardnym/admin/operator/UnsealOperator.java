package org.cardnym.admin.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.connection.VaultApi;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.rootkey.Share;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code operator unseal}: a custodian gives their share to a replica that is sealed, or an
 * operator has its token open it.
 */
@Command(
    name = "unseal",
    description = {
      "Gives your share to the replica at --url, which is sealed; enough shares open it. Sign in"
          + " for that address first, with two factors: vault-admin login. Each replica is opened by"
          + " itself, and forgets the shares it was given after fifteen minutes.",
      "A share that is not taken is refused with one answer, whether it is wrong, another's, of"
          + " another file, or given already.",
      "Where a token keeps the root key, no share is asked for: the token opens the replica anew,"
          + " and is given its PIN once, although it refused one lately. See to the PIN file before."
    },
    footer = "  vault-admin operator unseal --share-file root-key.anna.share")
final class UnsealOperator implements Callable<ExitCode> {
  private final Desk desk;

  @ArgGroup(exclusive = true)
  private @Nullable ShareSource source;

  @Option(
      names = "--cancel",
      description = "Has the replica forget the shares that it was given; for custodians.")
  private boolean cancel;

  @Option(names = "--progress", description = "Shows how many shares were given, and gives none.")
  private boolean progress;

  @Option(
      names = "--next",
      description =
          "Your share is of the root key that shall take the place of the one in use; the replica"
              + " is open, and stays so (operator rekey).")
  private boolean next;

  UnsealOperator(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    VaultApi vault = desk.vault();
    if (cancel) {
      return desk.show(vault.delete(path()));
    }
    Reply now = vault.get(path());
    if (progress || now.body().path("state").asText().equals("open")) {
      return tell(now);
    }
    if (now.body().path("custody").asText().equals("pkcs11")) {
      return tell(vault.post(path(), JsonNodeFactory.instance.objectNode()));
    }
    String attempt = now.body().path("attempt").asText();
    if (attempt.isEmpty()) {
      throw new Failure(
          Trouble.NO_SHARES,
          next
              ? "There is no next root key that shares open."
              : "This vault is sealed, and no shares open it: see its log.");
    }
    try (Share share = source != null ? source.read() : ShareSource.ask(desk.prompt())) {
      byte[] text = share.text();
      try {
        return tell(vault.post(path(attempt), "text/plain", text, refused -> {}));
      } catch (Failure refused) {
        throw advised(refused);
      } finally {
        Arrays.fill(text, (byte) 0);
      }
    }
  }

  private AdminPath path(String... more) {
    List<String> segments =
        new ArrayList<>(next ? List.of("root-key", "next") : List.of("unsealing"));
    segments.addAll(List.of(more));
    return AdminPath.of(segments.toArray(String[]::new));
  }

  private static Failure advised(Failure refused) {
    String code = refused.code();
    if (code.startsWith("share_refused")) {
      return new Failure(
          refused.exit(),
          refused.what(),
          code,
          "Is it your own share, of this vault's root-key file, not given before, and are you"
              + " signed in as its custodian? vault-admin whoami; operator unseal --progress.");
    }
    return code.startsWith("proof_too_old")
        ? new Failure(
            refused.exit(),
            refused.what(),
            code,
            "Run vault-admin login, with two factors, and give it again within fifteen minutes.")
        : refused;
  }

  private ExitCode tell(Reply reply) {
    ExitCode exit = desk.show(reply);
    JsonNode body = reply.body();
    if (body.path("state").asText().equals("open")) {
      desk.screen()
          .note(next ? "This replica has opened the next root key." : "This replica is open.");
    } else if (body.path("custody").asText().equals("pkcs11")) {
      desk.screen()
          .note(
              (next ? "The next root key is sealed here: " : "This replica is sealed: ")
                  + body.path("trouble").asText("its token was not asked")
                  + ".");
    } else {
      desk.screen()
          .note(
              (next ? "The next root key is sealed here:" : "This replica is sealed:")
                  + " %d of %d shares were given."
                      .formatted(body.path("given").asInt(), body.path("threshold").asInt()));
    }
    return exit;
  }
}
