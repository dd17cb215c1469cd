package org.cardnym.bank.https;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** One HTTPS listener, HTTP/1.1, each request on a virtual thread. */
public final class HttpsServer implements AutoCloseable {

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(2);
  private static final int MOST_TASKS = 2_048;
  private static final int HEADER_BYTES = 8 * 1024;
  private static final int BACKLOG = 256;

  private final String name;
  private final Server server;
  private final ServerConnector connector;

  /**
   * @param port 0 for any free one
   */
  public HttpsServer(String name, String host, int port, TlsFiles tls, Handler handler)
      throws IOException {
    this.name = name;
    VirtualThreadPool threads = new VirtualThreadPool(MOST_TASKS);
    threads.setName(name);
    this.server = new Server(threads);
    this.connector =
        new ServerConnector(
            server,
            1,
            1,
            new SslConnectionFactory(Tls.serverFactory(tls), HttpVersion.HTTP_1_1.asString()),
            new HttpConnectionFactory(configuration()));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptQueueSize(BACKLOG);
    server.addConnector(connector);
    server.setHandler(new GracefulHandler(handler));
    server.setErrorHandler(new ErrorReplies());
    server.setStopTimeout(STOP.toMillis());
  }

  /**
   * Answers plain HTTP at the same port too, so that a browser on this machine needs no
   * certificate. For loopback only.
   */
  public HttpsServer alsoPlain() {
    DetectorConnectionFactory either =
        new DetectorConnectionFactory(connector.getConnectionFactory(SslConnectionFactory.class));
    // What is no TLS goes on to what stands next in the list.
    connector.setConnectionFactories(
        List.of(either, connector.getConnectionFactory(HttpConnectionFactory.class)));
    connector.setDefaultProtocol(either.getProtocol());
    return this;
  }

  /** Takes no further connection while it has this many; those who come wait. */
  public HttpsServer limitedTo(int connections) {
    server.addBean(new NetworkConnectionLimit(connections, connector));
    return this;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(HEADER_BYTES);
    SecureRequestCustomizer tls = new SecureRequestCustomizer();
    // One certificate for all: the client checks the name, the server has nothing to choose.
    tls.setSniHostCheck(false);
    configuration.addCustomizer(tls);
    return configuration;
  }

  /**
   * @throws IOException naming the listener and its port, if it can't listen
   */
  public void start() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException(name + " can't listen on port " + connector.getPort(), e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(name + " did not stop", e);
    }
  }
}
