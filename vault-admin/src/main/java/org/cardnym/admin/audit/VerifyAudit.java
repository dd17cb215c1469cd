package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit verify}: is the trail whole? */
@Command(
    name = "verify",
    description = {
      "Checks the whole trail: reckons every hash, Merkle root and signature and the chain itself, so"
          + " that the vault need not be believed, and names what was edited, removed, inserted or"
          + " reordered. Where only the vault's own seal can tell, it says so.",
      "Give a head that was kept outside the database, or nobody can see that the tail was cut. Ends with"
          + " 0 only if the trail is whole, with 6 if it is not."
    },
    footer = {
      "  vault-admin audit verify --heads /mnt/witness/heads",
      "  vault-admin audit verify --output json \\",
      "    --head 4711:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      "  vault-admin audit verify --file trail.jsonl \\",
      "    --key 3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b"
    })
final class VerifyAudit implements Callable<ExitCode> {
  private final Desk desk;

  @Option(
      names = "--head",
      paramLabel = "NUMBER:HASH",
      description = "A head that was kept, as this command tells it; may be given again.")
  private List<String> heads = new ArrayList<>();

  @Option(
      names = "--heads",
      paramLabel = "FILE",
      description = "A file of kept heads: the vault's cardnym.audit.heads-file, or its log.")
  private @Nullable Path headsFile;

  @Option(
      names = "--file",
      paramLabel = "EXPORT",
      description = "A file of audit export; no vault is asked then.")
  private @Nullable Path export;

  @Option(
      names = "--key",
      paramLabel = "PUBLIC-KEY",
      description =
          "The audit key to check with, or its fingerprint, kept from before; may be given again."
              + " Else the one that the vault or the file tells.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "BATCH",
      defaultValue = "1",
      description =
          "The first batch to check; what came before is not looked at. Of a file that begins later"
              + " it has to be given, so that a beginning that was cut is noticed. Default: all.")
  private long from;

  VerifyAudit(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    if (from < 1) {
      throw new Failure(Trouble.INPUT_INVALID, "--from takes the number of a batch, 1 or more.");
    }
    KeptHeads kept = KeptHeads.of(heads, headsFile);
    Set<String> pinned = TrailKeys.fingerprints(keys);
    TrailSource source =
        export == null ? new VaultTrail(desk.vault(), from, null) : new FileTrail(export);
    TrailKeys audit = new TrailKeys(source.head().path("keys"), pinned);
    TrailCheck check = new TrailCheck(audit, kept, source.from());
    checkBeginning(source, check);
    TrailProgress progress = new TrailProgress(desk.screen(), source.from(), source.head());
    boolean ended =
        source.read(each -> {
          check.accept(each);
          progress.saw(each);
        });
    progress.end();
    check.end(source.head(), export != null);
    if (!ended) {
      check
          .findings()
          .add(
              Finding.batch(
                  "file_cut", check.last(), "The file is cut, or a line of it is broken."));
    }
    desk.screen().show(result(source, check, kept, audit));
    return told(source, check, kept, audit);
  }

  /** Only a person can know whether the beginning of a file was left out or cut away. */
  private void checkBeginning(TrailSource source, TrailCheck check) {
    if (source.from() > from) {
      check
          .findings()
          .add(
              Finding.batch(
                  "beginning_cut",
                  from,
                  "The file begins at batch "
                      + source.from()
                      + "; say --from "
                      + source.from()
                      + " if that was meant."));
    }
  }

  private static ObjectNode result(
      TrailSource source, TrailCheck check, KeptHeads kept, TrailKeys audit) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("whole", check.findings().count() == 0)
            .put("from", source.from())
            .put("batches", check.batches())
            .put("entries", check.entries())
            .put("waiting", check.waiting())
            .put("head", check.head())
            .put("headsKept", kept.size())
            .put("headsFitting", check.compared())
            .put("found", check.findings().count());
    json.set("keys", audit.json());
    check.findings().kept().forEach(found -> json.withArray("/findings").add(found.json()));
    return json;
  }

  private ExitCode told(TrailSource source, TrailCheck check, KeptHeads kept, TrailKeys audit) {
    Finding first = check.findings().first();
    if (first != null) {
      long more = check.findings().count() - 1;
      throw new Failure(
          Trouble.TRAIL_BROKEN,
          "The trail is broken. "
              + first.says()
              + (first.vaultsWord() ? " That is the vault's word." : "")
              + (more > 0 ? " Found beside it: " + more + "." : ""));
    }
    if (kept.last() < source.from()) {
      desk.screen()
          .warn(
              "No kept head was given, so a tail that was cut can't be noticed: --head or --heads.");
    } else if (kept.last() < check.last()) {
      desk.screen()
          .note(
              "Batches after "
                  + kept.last()
                  + " are newer than the heads you kept: a tail cut after batch "
                  + check.last()
                  + " can't be noticed.");
    }
    if (!audit.arePinned() && export != null) {
      desk.screen()
          .warn(
              "The key came with the file, so this shows that the file is whole, not who signed it:"
                  + " --key.");
    }
    if (desk.screen().isForPeople() && check.head() != null) {
      desk.screen().note("Keep this head away from the vault's database: " + check.head());
    }
    return ExitCode.DONE;
  }
}
