package org.cardnym.admin.payer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which payer is meant: by id or by name. A name is no secret, but nobody else's business. */
final class PayerChoice {
  /** More than any name takes. */
  private static final int LONGEST = 1_024;

  private static final String STANDARD_INPUT = "-";

  @Parameters(paramLabel = "PAYER", arity = "0..1", description = "The payer's id, pyr_…")
  private @Nullable String id;

  @Option(
      names = "--alias",
      paramLabel = "NAME",
      description =
          "The name they pay with. With - it is the first line of standard input, so that it stands"
              + " in no list of processes and no shell's history.")
  private @Nullable String alias;

  /**
   * The id, or null if a name was given.
   *
   * @throws Failure unless exactly one of the two was
   */
  @Nullable String id() {
    if ((id == null) == (alias == null)) {
      throw new Failure(
          Trouble.SETTING_MISSING, "One payer is needed: either an id, pyr_…, or --alias.");
    }
    return id;
  }

  /** The name that was given instead. */
  String alias() {
    return STANDARD_INPUT.equals(alias) ? firstLine() : String.valueOf(alias);
  }

  private static String firstLine() {
    try {
      byte[] bytes = lineOf(System.in);
      String line =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
      if (line.isEmpty()) {
        throw new Failure(Trouble.INPUT_INVALID, "Standard input holds no name.");
      }
      return line;
    } catch (CharacterCodingException e) {
      throw new Failure(Trouble.INPUT_INVALID, "The name on standard input is not UTF-8.");
    } catch (IOException e) {
      throw new Failure(Trouble.FILE_UNREADABLE, "Standard input can't be read.");
    }
  }

  /** No further than the line's end, so that whoever types need not end the input too. */
  private static byte[] lineOf(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n' && line.size() < LONGEST) {
      line.write(next);
      next = in.read();
    }
    return line.toByteArray();
  }
}
