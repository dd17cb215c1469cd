package org.cardnym.admin.operator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.settings.SecureUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code operator invite}: names, on the vault's own host, a person who may become one who signs.
 * The vault's file holds the hash of the code, the person the code, the identity provider the
 * account: it takes all three.
 */
@Command(
    name = "invite",
    description = {
      "Invites one person of your identity provider to sign changes that take two.",
      "Run it on the vault's host, on the file that cardnym.approvers.file names, and give the code"
          + " to that person alone, by another way than your identity provider."
    },
    footer = {
      "  vault-admin operator invite --file approvers.jsonl \\",
      "    --issuer https://id.example/realms/ops --subject 7f3c2f51"
    })
final class InviteApprover implements Callable<ExitCode> {
  /** Crockford's Base32, without letters that look like digits. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** 80 bits. */
  private static final int CHARACTERS = 16;

  private static final int GROUP = 4;
  private static final Duration LONGEST = Duration.ofDays(14);

  private final Desk desk;
  private final SecureRandom random = new SecureRandom();

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "A line is added; a new file gets mode 0600.")
  private Path file;

  @Option(
      names = "--issuer",
      required = true,
      paramLabel = "URL",
      description = "The identity provider, as its tokens name it (iss).")
  private String issuer;

  @Option(
      names = "--subject",
      required = true,
      paramLabel = "ID",
      description = "The person, as its tokens name them (sub); vault-admin whoami tells it.")
  private String subject;

  @Option(
      names = "--hours",
      paramLabel = "N",
      defaultValue = "72",
      description = "How long the code is good, at most 336. Default: ${DEFAULT-VALUE}.")
  private int hours;

  InviteApprover(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    if (hours < 1 || hours > LONGEST.toHours()) {
      throw new Failure(
          Trouble.INPUT_INVALID, "--hours is between 1 and " + LONGEST.toHours() + ".");
    }
    SecureUrl.of("--issuer", issuer);
    String code = code();
    Instant until =
        desk.clock().instant().plus(Duration.ofHours(hours)).truncatedTo(ChronoUnit.SECONDS);
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("issuer", issuer)
            .put("subject", subject)
            .put("code", hash(code))
            .put("until", until.toString());
    append(line + "\n");
    desk.screen()
        .show(
            JsonNodeFactory.instance
                .objectNode()
                .put("code", grouped(code))
                .put("subject", subject)
                .put("until", until.toString()));
    desk.screen().note("This code is shown once: give it to that person, and to nobody else.");
    desk.screen().note("They run vault-admin login, then vault-admin approvers enroll.");
    return ExitCode.DONE;
  }

  private void append(String line) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      String begun = begun(Files.readAllBytes(file));
      Files.writeString(file, begun + line, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new Failure(Trouble.FILE_NOT_WRITTEN, file + " can't be written.");
    }
  }

  /** Ends a last line that somebody wrote without an end. */
  private static String begun(byte[] before) {
    return before.length == 0 || before[before.length - 1] == '\n' ? "" : "\n";
  }

  private String code() {
    var code = new StringBuilder(CHARACTERS);
    for (int i = 0; i < CHARACTERS; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  private static String grouped(String code) {
    return code.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
  }

  private static String hash(String code) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }
}
