package org.cardnym.admin.operator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.rootkey.Custodian;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Among whom a new root key is split. */
final class SharesOption {
  /** The subject may hold a bar, an issuer can't (RFC 3986). */
  private static final Pattern CUSTODIAN =
      Pattern.compile(
          "([a-z0-9][a-z0-9-]{0,39})=(https://[^|\\p{Cntrl}]{1,240})\\|(\\P{Cntrl}{1,255})");

  private static final int MOST = 20;

  @Option(
      names = "--custodian",
      paramLabel = "NAME=ISSUER|SUBJECT",
      description =
          "Who holds a share, once for each: a name for the file, and the person as their identity"
              + " provider's tokens name them (iss, sub; vault-admin whoami tells both).")
  private List<String> custodians = new ArrayList<>();

  @Option(
      names = "--shares",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many there are. Default: ${DEFAULT-VALUE}.")
  private int shares;

  @Option(
      names = "--threshold",
      paramLabel = "T",
      defaultValue = "3",
      description = "How many of them open the vault, 2 or more. Default: ${DEFAULT-VALUE}.")
  private int threshold;

  @Option(
      names = "--shares-to",
      paramLabel = "FOLDER",
      description = "Where the shares are written. Default: beside the root-key file.")
  private @Nullable Path folder;

  int threshold() {
    return threshold;
  }

  Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (folder != null) {
      return folder;
    }
    return parent == null ? file.toAbsolutePath() : parent;
  }

  /**
   * @throws Failure unless there are as many different people as shares, and enough of them
   */
  List<Custodian> read() {
    List<Custodian> all = custodians.stream().map(SharesOption::custodian).toList();
    if (all.size() != shares) {
      throw unfit(
          "There are to be "
              + shares
              + " shares (--shares), and "
              + all.size()
              + " custodians are named.");
    }
    if (shares > MOST || threshold < 2 || threshold > shares) {
      throw unfit(
          "--threshold is between 2 and --shares, and --shares is " + MOST + " at the most.");
    }
    if (all.stream().map(Custodian::name).distinct().count() != shares
        || all.stream().map(who -> List.of(who.issuer(), who.subject())).distinct().count()
            != shares) {
      throw unfit("Each share goes to another person, under another name.");
    }
    return all;
  }

  private static Custodian custodian(String text) {
    Matcher parts = CUSTODIAN.matcher(text);
    if (!parts.matches()) {
      throw unfit(
          "A custodian is written name=https://issuer|subject, the name of a-z, 0-9 and hyphens.");
    }
    return new Custodian(parts.group(1), parts.group(2), parts.group(3));
  }

  private static Failure unfit(String what) {
    return new Failure(Trouble.INPUT_INVALID, what);
  }
}
