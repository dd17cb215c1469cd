package org.cardnym.vault.trace;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A collector by OTLP over HTTP that keeps what it gets, and misbehaves when it is told to. */
final class FakeCollector implements AutoCloseable {
  /** How it takes a batch. */
  enum Manner {
    TAKES,
    /** 503. */
    REFUSES,
    /** Answers nothing until it is closed. */
    HANGS,
    /** Begins an answer and never ends it. */
    HANGS_WITHIN
  }

  private final HttpServer server;
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile Manner manner = Manner.TAKES;
  private volatile int asked;

  /** On a free port, or the one given. */
  FakeCollector(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException taken) {
      throw new IllegalStateException(taken);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
  }

  void is(Manner now) {
    manner = now;
  }

  /** How many requests came, taken or not. */
  int asked() {
    return asked;
  }

  List<String> authorizations() {
    return authorizations;
  }

  List<Span> spans() {
    return requests().stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** Spans of one trace, by its identifier in hexadecimal digits. */
  List<Span> spans(String trace) {
    return spans().stream()
        .filter(span -> hex(span.getTraceId().toByteArray()).equals(trace))
        .toList();
  }

  List<Resource> resources() {
    return requests().stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .map(spans -> spans.getResource())
        .toList();
  }

  /** All that came, byte for byte a letter. */
  String text() {
    return bodies.stream()
        .map(body -> new String(body, StandardCharsets.ISO_8859_1))
        .collect(Collectors.joining("\n"));
  }

  static String hex(byte[] id) {
    return java.util.HexFormat.of().formatHex(id);
  }

  /** Attributes with their values as text. */
  static Map<String, String> attributes(List<KeyValue> attributes) {
    var read = new TreeMap<String, String>();
    for (KeyValue each : attributes) {
      read.put(
          each.getKey(),
          each.getValue().hasIntValue()
              ? Long.toString(each.getValue().getIntValue())
              : each.getValue().getStringValue());
    }
    return read;
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
  }

  private List<ExportTraceServiceRequest> requests() {
    return bodies.stream().map(FakeCollector::parse).toList();
  }

  private static ExportTraceServiceRequest parse(byte[] body) {
    try {
      return ExportTraceServiceRequest.parseFrom(body);
    } catch (InvalidProtocolBufferException other) {
      throw new IllegalStateException("not OTLP", other);
    }
  }

  private synchronized void count() {
    asked++;
  }

  private void serve(HttpExchange http) throws IOException {
    count();
    try (http) {
      byte[] body = http.getRequestBody().readAllBytes();
      switch (manner) {
        case TAKES -> {
          bodies.add(body);
          authorizations.add(String.valueOf(http.getRequestHeaders().getFirst("Authorization")));
          http.getResponseHeaders().add("Content-Type", "application/x-protobuf");
          http.sendResponseHeaders(200, -1);
        }
        case REFUSES -> http.sendResponseHeaders(503, -1);
        case HANGS -> released.await();
        case HANGS_WITHIN -> {
          http.sendResponseHeaders(200, 10);
          http.getResponseBody().write(1);
          http.getResponseBody().flush();
          released.await();
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
