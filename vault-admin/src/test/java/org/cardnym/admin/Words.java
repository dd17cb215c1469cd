package org.cardnym.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.admin.settings.GlobalOptions;
import picocli.CommandLine;

/** The command as it is put together, and lines for it as a shell takes them apart. */
final class Words {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|([^\\s']+)");

  private Words() {}

  /** All commands, only to be looked at. */
  static CommandLine commandLine() {
    CommandLine all = new CommandLine(new VaultAdmin(new GlobalOptions()), new Deskless());
    all.setCaseInsensitiveEnumValuesAllowed(true);
    VaultAdmin.commandsFor().forEach(all::addSubcommand);
    HelpPage.on(all);
    return all;
  }

  /** What follows the command's own name, up to a comment or where the output goes. */
  static String[] of(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      String plain = word.group(2);
      if (plain != null && (plain.startsWith("#") || plain.equals(">") || plain.equals("|"))) {
        break;
      }
      words.add(plain == null ? word.group(1) : plain.replace("…", "1"));
    }
    return words.subList(1, words.size()).toArray(String[]::new);
  }

  /** Makes commands that are only looked at. */
  private static final class Deskless implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (!type.getName().startsWith(Words.class.getPackageName())) {
        return CommandLine.defaultFactory().create(type);
      }
      var constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return type.cast(constructor.newInstance(new Object[constructor.getParameterCount()]));
    }
  }
}
