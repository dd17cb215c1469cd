package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.vault.approval.Act;
import org.cardnym.vault.approval.Asked;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.keys.RootKeyChange;

/** Another root key, which others may open: those who sign see who. */
@Singleton
public class RootKeyReplacement implements Act {
  private final RootKeyChange change;

  RootKeyReplacement(RootKeyChange change) {
    this.change = change;
  }

  /**
   * The change.
   *
   * @param to the next root key's id
   * @param file the digest of its file, which says who opens it
   */
  public static ObjectNode of(String to, String file, String reason) {
    return Asked.of().put("to", to).put("file", file).put("reason", reason);
  }

  @Override
  public String kind() {
    return "root-key.replace";
  }

  /** 409 {@code conflict} with what is {@code missing}. */
  @Override
  public Plan plan(ObjectNode asked) {
    String to = asked.path("to").asText();
    String file = asked.path("file").asText();
    RootKeyChange.Kept kept = change.require(to, file);
    List<Plan.Line> lines = new ArrayList<>();
    lines.add(new Plan.Line("from", change.inUse()));
    lines.add(new Plan.Line("to", to));
    lines.add(new Plan.Line("file", file));
    lines.add(new Plan.Line("custody", kept.custody()));
    if (kept.threshold() != null) {
      lines.add(new Plan.Line("opened by", kept.threshold() + " of " + kept.custodians().size()));
    }
    if (kept.place() != null) {
      lines.add(new Plan.Line("kept in", kept.place()));
    }
    kept.custodians().forEach(each -> lines.add(new Plan.Line("custodian", each)));
    return new Plan(to, lines, change.inUse());
  }

  @Override
  public void run(ObjectNode asked, String by) {
    change.change(
        asked.path("to").asText(), asked.path("file").asText(), by, asked.path("reason").asText());
  }
}
