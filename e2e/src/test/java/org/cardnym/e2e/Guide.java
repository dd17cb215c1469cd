package org.cardnym.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of Markdown as somebody follows it: its fenced blocks, in their order. */
final class Guide {
  private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

  private Guide() {}

  /** What stands between two fences. */
  record Block(String language, String text) {
    boolean isOutput() {
      return language.equals("json") || language.equals("text");
    }
  }

  /**
   * Something to do, with what it prints.
   *
   * @param output the blocks that follow it
   */
  record Step(Block deed, List<Block> output) {
    boolean runs(String command) {
      return deed.language().equals("sh") && deed.text().stripTrailing().endsWith(command);
    }
  }

  static List<Step> steps(Path page) {
    List<Step> steps = new ArrayList<>();
    Matcher fenced = FENCED.matcher(Places.text(page));
    while (fenced.find()) {
      Block block = new Block(fenced.group(1), fenced.group(2));
      if (block.isOutput()) {
        steps.getLast().output().add(block);
      } else {
        steps.add(new Step(block, new ArrayList<>()));
      }
    }
    return steps;
  }
}
