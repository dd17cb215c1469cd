package org.cardnym.admin.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.pkcs11.TokenSession;
import org.cardnym.admin.rootkey.Custodian;
import org.cardnym.admin.rootkey.RootKeyFile;
import org.cardnym.admin.rootkey.RootKeyUse;
import org.cardnym.admin.rootkey.SharedRootKeyFile;
import org.cardnym.admin.rootkey.TokenKeyName;
import org.cardnym.admin.rootkey.TokenRootKeyFile;
import org.cardnym.admin.secret.Passphrase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code operator init}: writes the root-key file, which the vault opens at its first start. */
@Command(
    name = "init",
    description = {
      "Makes a root key and writes it, sealed under a passphrase, to a new file (0600). With"
          + " --custodian it is sealed under a key that is split instead: each custodian's share is"
          + " written to a file of its own (0600), once, and shown nowhere. With --pkcs11 it is made"
          + " in a hardware token, which it never leaves; the file says which, and holds no key.",
      "An existing file is never overwritten. Keep a copy of the file, and passphrase or shares"
          + " elsewhere: without either of them every card in the vault is lost. So it is without"
          + " the token: back it up as its maker says before cards are in the vault."
    },
    footer = {
      "  vault-admin operator init --file root-key.json --passphrase-file passphrase",
      "  vault-admin operator init --file root-key.json --shares 3 --threshold 2 \\",
      "    --custodian 'anna=https://id.example/realms/ops|7f3c2f51' \\",
      "    --custodian 'bo=https://id.example/realms/ops|b02d91aa' \\",
      "    --custodian 'chen=https://id.example/realms/ops|c77e4b10'",
      "  vault-admin operator init --file root-key.json --pkcs11 /usr/lib/softhsm/libsofthsm2.so \\",
      "    --token vault --pin-file pin"
    })
final class InitOperator implements Callable<ExitCode> {
  private final Desk desk;

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "The file to write; its folder exists.")
  private Path file;

  @Option(
      names = "--use",
      paramLabel = "USE",
      defaultValue = "production",
      description =
          "${COMPLETION-CANDIDATES}; bound into the file for good. Default: ${DEFAULT-VALUE}.")
  private RootKeyUse use;

  @ArgGroup(exclusive = true)
  private @Nullable PassphraseSource passphrase;

  @ArgGroup(exclusive = false)
  private @Nullable SharesOption shares;

  @ArgGroup(exclusive = false)
  private @Nullable TokenOption token;

  InitOperator(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    if (Stream.of(passphrase, shares, token).filter(Objects::nonNull).count() > 1) {
      throw new Failure(
          Trouble.INPUT_INVALID, "A passphrase, custodians or a token open a root key: one kind.");
    }
    new RootKeyFile(file, new SecureRandom()).requireFree();
    if (shares != null) {
      split(shares);
    } else if (token != null) {
      keep(token);
    } else {
      seal();
    }
    return ExitCode.DONE;
  }

  private void seal() {
    try (Passphrase secret =
        passphrase != null ? passphrase.read() : PassphraseSource.ask(desk.prompt())) {
      RootKeyFile rootKey = new RootKeyFile(file, new SecureRandom());
      ObjectNode json = told(rootKey.make(use, secret, desk.clock().instant()));
      json.putArray("warnings").add("custody_single");
      desk.screen().show(json);
    }
    desk.screen()
        .warn(
            "custody is single: one person with this file and its passphrase opens every card."
                + " Store file and passphrase apart, with different people.");
  }

  private void split(SharesOption among) {
    List<Custodian> custodians = among.read();
    SharedRootKeyFile.Made made =
        new SharedRootKeyFile(file, among.folder(file), new SecureRandom())
            .make(use, custodians, among.threshold(), desk.clock().instant());
    ObjectNode json = told(made.file());
    json.put("threshold", among.threshold());
    ArrayNode written = json.putArray("shares");
    for (int i = 0; i < custodians.size(); i++) {
      written
          .addObject()
          .put("custodian", custodians.get(i).name())
          .put("file", made.shares().get(i).toString());
    }
    desk.screen().show(json);
    desk.screen()
        .warn(
            "give each share to its custodian alone, and remove its file here: whoever has "
                + among.threshold()
                + " of them and the root-key file opens every card.");
    if (among.threshold() == custodians.size()) {
      desk.screen().warn("all shares are needed: with one of them the vault is lost.");
    }
  }

  private void keep(TokenOption in) {
    TokenKeyName name = in.name();
    try (TokenSession session = in.open(desk.prompt())) {
      ObjectNode json =
          told(
              new TokenRootKeyFile(file, new SecureRandom())
                  .make(use, name, in.existing(), session, desk.clock().instant()));
      json.put("token", name.token());
      json.put("key", name.key());
      desk.screen().show(json);
    }
    desk.screen()
        .warn(
            "the key is in this token and nowhere else: without the token, or a copy that it makes"
                + " of itself, every card is lost.");
  }

  private static ObjectNode told(RootKeyFile.Made made) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", made.path().toString());
    json.put("id", made.id());
    json.put("use", made.use().toString());
    json.put("created", made.created().toString());
    return json;
  }
}
