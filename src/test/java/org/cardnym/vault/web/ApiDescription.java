package org.cardnym.vault.web;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** docs/openapi.yaml as tests read it. */
final class ApiDescription {
  static final String PROBLEM = "application/problem+json";
  private static final Path FILE = Path.of("..", "docs", "openapi.yaml");
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final JsonNode root;
  private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

  private ApiDescription(JsonNode root) {
    this.root = root;
  }

  /** One operation, for instance {@code POST /v1/payments}. */
  record Operation(String method, String path, JsonNode node) {
    String name() {
      return node.path("operationId").asText();
    }

    String route() {
      return method + " " + path;
    }

    boolean open() {
      return node.path("security").isArray() && node.path("security").isEmpty();
    }
  }

  static ApiDescription read() {
    try {
      return new ApiDescription(new YAMLMapper().readTree(text()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  JsonNode root() {
    return root;
  }

  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member ->
                    all.add(
                        new Operation(
                            member.getKey().toUpperCase(java.util.Locale.ROOT),
                            path.getKey(),
                            member.getValue()))));
    return all;
  }

  Operation operation(String name) {
    return operations().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
  }

  /** What a node says, or what the place says that it refers to. */
  JsonNode resolve(JsonNode node) {
    JsonNode at = node;
    while (at.has("$ref")) {
      at = root.at(JsonPointer.compile(at.path("$ref").asText().substring(1)));
    }
    return at;
  }

  /** An operation's answers by status. */
  Map<Integer, JsonNode> responses(Operation operation) {
    Map<Integer, JsonNode> responses = new TreeMap<>();
    operation
        .node()
        .path("responses")
        .properties()
        .forEach(r -> responses.put(Integer.parseInt(r.getKey()), resolve(r.getValue())));
    return responses;
  }

  /** An operation's problems by code. */
  Map<String, JsonNode> problems(Operation operation) {
    Map<String, JsonNode> problems = new LinkedHashMap<>();
    responses(operation).values().forEach(r -> problems.putAll(examples(r, PROBLEM)));
    return problems;
  }

  /** The values of a body's examples by their names. */
  Map<String, JsonNode> examples(JsonNode holder, String mediaType) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    holder
        .path("content")
        .path(mediaType)
        .path("examples")
        .properties()
        .forEach(e -> values.put(e.getKey(), resolve(e.getValue()).path("value")));
    return values;
  }

  /** Operation and path parameters together. */
  List<JsonNode> parameters(Operation operation) {
    List<JsonNode> all = new ArrayList<>();
    root.path("paths").path(operation.path()).path("parameters").forEach(p -> all.add(resolve(p)));
    operation.node().path("parameters").forEach(p -> all.add(resolve(p)));
    return all;
  }

  /** What is wrong with a value by a schema of this document; its references are followed. */
  Set<String> faults(JsonNode schema, JsonNode value) {
    return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
        .map(ValidationMessage::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private JsonSchema compile(JsonNode schema) {
    ObjectNode whole = root.deepCopy();
    whole.put("$schema", SchemaId.V202012).putArray("allOf").add(schema);
    var config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole, config);
  }

  /** Members of a value, with their paths, that its schema does not declare. */
  Set<String> undeclared(JsonNode schema, JsonNode value, String path) {
    JsonNode declared = resolve(schema);
    Set<String> found = new TreeSet<>();
    if (value.isArray()) {
      value.forEach(item -> found.addAll(undeclared(declared.path("items"), item, path + "[]")));
    }
    value
        .properties()
        .forEach(member -> {
          JsonNode own = declared.path("properties").path(member.getKey());
          String at = path + "." + member.getKey();
          if (own.isMissingNode()) {
            found.add(at);
          } else {
            found.addAll(undeclared(own, member.getValue(), at));
          }
        });
    return found;
  }
}
