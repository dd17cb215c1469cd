package org.cardnym.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ScopeType;

/** One command's help: what is its own comes first, what every command takes comes last. */
final class HelpPage extends Help {
  /** Columns of a line. */
  static final int WIDTH = 100;

  private HelpPage(CommandSpec spec, ColorScheme colours) {
    super(spec, colours);
  }

  /** The help of this command and all below it. */
  static void on(CommandLine commandLine) {
    List<String> sections = new ArrayList<>(commandLine.getHelpSectionKeys());
    List<String> commands =
        List.of(
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
    sections.removeAll(commands);
    sections.addAll(
        sections.indexOf(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING), commands);
    commandLine.setHelpFactory(HelpPage::new).setHelpSectionKeys(sections);
  }

  /** The commands right under this one, a line each. */
  static String commands(CommandLine commandLine) {
    return "Commands:\n" + summaries(commandLine.getCommandSpec());
  }

  /** What a command does, in so few words that it fits on a line beside its name. */
  static String summary(CommandSpec spec, int columns) {
    String[] all = spec.usageMessage().description();
    String sentence = all.length == 0 ? "" : all[0].replaceFirst("\\.(?: .*)?$", "");
    return sentence.length() <= columns ? sentence : sentence.replaceFirst("[:;] .*", "");
  }

  @Override
  public String commandList() {
    return summaries(commandSpec());
  }

  @Override
  protected Text createDetailedSynopsisOptionsText(
      Collection<ArgSpec> done,
      List<OptionSpec> options,
      Comparator<OptionSpec> order,
      boolean clustered) {
    List<OptionSpec> own = options.stream().filter(option -> !isOfAll(option)).toList();
    Comparator<OptionSpec> neededFirst = Comparator.comparing(option -> !option.required());
    return super.createDetailedSynopsisOptionsText(done, own, neededFirst, clustered);
  }

  @Override
  public Layout createDefaultLayout() {
    return createDefaultLayout(options(false), commandSpec().positionalParameters(), colorScheme());
  }

  @Override
  public String parameterList() {
    String list = super.parameterList();
    return list.isEmpty() ? "" : "\n" + list;
  }

  @Override
  public String optionList() {
    List<OptionSpec> own = options(false);
    String gap = commandSpec().positionalParameters().isEmpty() ? "\n" : "";
    Layout first = createDefaultLayout();
    first.addAllOptions(own, parameterLabelRenderer());
    List<OptionSpec> shared = options(true);
    Layout last = createDefaultLayout(shared, List.of(), colorScheme());
    last.addAllOptions(shared, parameterLabelRenderer());
    return (own.isEmpty() ? "" : gap + first) + "\nOptions of every command:\n" + last;
  }

  private List<OptionSpec> options(boolean ofAll) {
    return commandSpec().options().stream().filter(option -> isOfAll(option) == ofAll).toList();
  }

  private static boolean isOfAll(OptionSpec option) {
    return option.inherited()
        || option.scopeType() == ScopeType.INHERIT
        || option.usageHelp()
        || option.versionHelp();
  }

  private static String summaries(CommandSpec spec) {
    int width = spec.subcommands().keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder lines = new StringBuilder();
    spec.subcommands()
        .forEach((name, command) ->
            lines
                .append("  ")
                .append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(summary(command.getCommandSpec(), WIDTH - width - 4))
                .append('\n'));
    return lines.toString();
  }
}
