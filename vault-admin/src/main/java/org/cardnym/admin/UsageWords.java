package org.cardnym.admin;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what of a command line was not understood, and what was probably meant. */
final class UsageWords {
  private static final Pattern GIVEN =
      Pattern.compile("(?:but was|convert) '(.*?)'|'([^']*)' is not");

  /** What a value has to be, by the type of its parameter. */
  private static final Map<String, String> KINDS =
      Map.of(
          "int", "a whole number",
          "long", "a whole number",
          "Integer", "a whole number",
          "Long", "a whole number",
          "Instant", "a time like 2026-11-22T10:00:00Z");

  private UsageWords() {}

  static String of(ParameterException e) {
    return withoutSecrets(
        e instanceof UnmatchedArgumentException unmatched ? unmatched(unmatched) : unfit(e));
  }

  private static String unmatched(UnmatchedArgumentException e) {
    CommandLine command = e.getCommandLine();
    String word = e.getUnmatched().getFirst();
    String above = command.getCommandSpec().qualifiedName();
    if (e.isUnknownOption()) {
      List<String> options =
          command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
      return above
          + " has no option "
          + word.replaceFirst("=.*", "")
          + "."
          + meant(word, "", options);
    }
    if (command.getSubcommands().isEmpty()) {
      return above + " takes no further argument: '" + word + "'.";
    }
    return "There is no command "
        + above
        + " "
        + word
        + "."
        + meant(word, above + " ", command.getSubcommands().keySet());
  }

  private static String unfit(ParameterException e) {
    String message = String.valueOf(e.getMessage());
    ArgSpec parameter = e.getArgSpec();
    Matcher given = GIVEN.matcher(message);
    if (parameter != null && given.find()) {
      String value = given.group(1) != null ? given.group(1) : given.group(2);
      Object[] known = parameter.type().getEnumConstants();
      String kind =
          known != null
              ? Arrays.stream(known).map(String::valueOf).collect(Collectors.joining(", "))
              : KINDS.get(parameter.type().getSimpleName());
      if (kind != null) {
        return name(parameter) + " takes " + kind + "; not '" + value + "'.";
      }
    }
    if (message.equals("Missing required subcommand")) {
      return e.getCommandLine().getCommandSpec().qualifiedName()
          + " needs one of the commands below.";
    }
    return message.replaceFirst("^Error: ", "");
  }

  private static String name(ArgSpec parameter) {
    return parameter instanceof OptionSpec option ? option.longestName() : parameter.paramLabel();
  }

  /** Up to three that are close, the closest first; empty where none is. */
  private static String meant(String word, String before, Collection<String> known) {
    int most = Math.max(1, word.length() / 3);
    String close =
        known.stream()
            .filter(each -> distance(word, each) <= most)
            .sorted(Comparator.comparingInt(each -> distance(word, each)))
            .limit(3)
            .map(each -> before + each)
            .collect(Collectors.joining(", or "));
    return close.isEmpty() ? "" : " Did you mean " + close + "?";
  }

  /** Letters to change, add, leave out or swap (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        cost[i][j] =
            Math.min(
                Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }

  /**
   * A share or a card number that was typed where none is taken is in the shell's history; not in a
   * log as well.
   */
  private static String withoutSecrets(String message) {
    return message
        .replaceAll("cardnym-share-1:[A-Za-z0-9_-]*", "(a share)")
        .replaceAll("(?<![0-9A-Za-z])[0-9](?:[ -]?[0-9]){11,18}(?![0-9A-Za-z])", "(a long number)");
  }
}
