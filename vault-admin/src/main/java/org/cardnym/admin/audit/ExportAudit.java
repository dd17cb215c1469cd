package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit export}: the trail with all that is needed to check it elsewhere. */
@Command(
    name = "export",
    description = {
      "Writes the trail as JSON lines: each batch with count, root, hashes and signature, each entry at"
          + " its place, and the public audit keys; audit verify --file checks it without a vault.",
      "A file is private (0600) and there only once it is whole; run it again to go on with one that was"
          + " cut off. What was in no batch yet stands at its end, unsigned."
    },
    footer = {
      "  vault-admin audit export --to trail.jsonl",
      "  vault-admin audit export --from 4712 | gzip > trail.jsonl.gz"
    })
final class ExportAudit implements Callable<ExitCode> {
  private final Desk desk;

  @Option(
      names = "--from",
      paramLabel = "BATCH",
      defaultValue = "1",
      description = "The first batch. Default: all.")
  private long from;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "A new file. Default: standard output.")
  private @Nullable Path to;

  private long batches;
  private long entries;
  private long apart;

  ExportAudit(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    if (from < 1) {
      throw new Failure(Trouble.INPUT_INVALID, "--from takes the number of a batch, 1 or more.");
    }
    try (ExportTarget target = to == null ? new ExportStream(desk.screen()) : ExportFile.open(to)) {
      VaultTrail trail = begin(target);
      TrailProgress progress = new TrailProgress(desk.screen(), from, trail.head());
      for (VaultTrail.Part part : VaultTrail.Part.values()) {
        copy(trail, part, target, progress);
      }
      target.write(counts("end"));
      target.finish();
      progress.end();
      if (target.file() != null) {
        desk.screen().show(result(trail, target));
      }
    }
    return ExitCode.DONE;
  }

  /** From where an earlier run was cut off, up to the head that it found then. */
  private VaultTrail begin(ExportTarget target) {
    ExportPart left = target.left();
    JsonNode header = left.header();
    if (header != null && header.path("from").asLong() != from) {
      throw new Failure(
          Trouble.PATH_TAKEN,
          target.file() + ".part is of an export from batch " + header.path("from").asLong() + ".");
    }
    VaultTrail trail = new VaultTrail(desk.vault(), from, header);
    batches = left.batches();
    entries = left.entries();
    apart = left.apart();
    if (header == null) {
      ObjectNode first =
          JsonNodeFactory.instance
              .objectNode()
              .put("kind", "trail")
              .put("format", TrailLines.FORMAT)
              .put("from", from);
      trail.head().properties().forEach(member -> first.set(member.getKey(), member.getValue()));
      target.write(first);
    } else {
      desk.screen().note("Going on with " + target.file() + ".part: batches " + batches + ".");
    }
    return trail;
  }

  private void copy(
      VaultTrail trail, VaultTrail.Part part, ExportTarget target, TrailProgress progress) {
    JsonNode page = target.left().page();
    String cursor = null;
    if (page != null) {
      int done = VaultTrail.Part.valueOf(page.path("part").asText()).compareTo(part);
      if (done > 0 || (done == 0 && page.path("next").isNull())) {
        return;
      }
      cursor = done == 0 ? page.path("next").asText() : null;
    }
    do {
      VaultTrail.Page next = trail.page(part, cursor);
      next.records()
          .forEach(each -> {
            count(each);
            target.write(each);
            progress.saw(each);
          });
      cursor = next.next();
      if (target.file() != null) {
        target.write(
            JsonNodeFactory.instance
                .objectNode()
                .put("kind", "page")
                .put("part", part.name())
                .put("next", cursor));
      }
    } while (cursor != null);
  }

  private void count(JsonNode each) {
    switch (each.path("kind").asText()) {
      case "batch" -> batches++;
      case "entry" -> entries++;
      default -> apart++;
    }
  }

  private ObjectNode counts(String kind) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", kind)
        .put("batches", batches)
        .put("entries", entries)
        .put("apart", apart);
  }

  private ObjectNode result(VaultTrail trail, ExportTarget target) {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("file", String.valueOf(target.file()));
    json.put("from", from);
    json.put("batches", batches).put("entries", entries).put("apart", apart);
    json.put(
        "head", trail.head().path("number").asLong() + ":" + trail.head().path("hash").asText());
    return json.set("keys", new TrailKeys(trail.head().path("keys"), Set.of()).json());
  }
}
