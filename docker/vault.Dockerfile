# The vault, from what ./mvnw -Dquick package -pl src made. Context: the repository's root.
FROM eclipse-temurin:25-jdk-noble AS probe
WORKDIR /probe
COPY docker/Probe.java ./
RUN ["javac", "--release", "21", "Probe.java"]

FROM eclipse-temurin:25-jre-noble
LABEL org.opencontainers.image.title="Cardnym vault" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /opt/cardnym
# From what changes seldom to what changes often.
COPY target/vault/quarkus-app/lib/ lib/
COPY target/vault/quarkus-app/quarkus/ quarkus/
COPY target/vault/quarkus-app/app/ app/
COPY target/vault/quarkus-app/quarkus-run.jar ./
COPY --from=probe /probe/Probe.class /opt/probe/
ENV QUARKUS_CONFIG_LOCATIONS=/etc/cardnym/vault.properties,/run/cardnym/secrets.properties
USER 10001:10001
EXPOSE 8443 9000
# Nothing is written but to /tmp, where native libraries are unpacked: it must allow execution.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx16m", "-cp", "/opt/probe", "Probe", "http://127.0.0.1:9000/q/health/ready"]
# No heap dump, ever: it would hold keys and cards.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:-HeapDumpOnOutOfMemoryError", "-XX:+ExitOnOutOfMemoryError", "-XX:+DisableAttachMechanism", "--enable-native-access=ALL-UNNAMED", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar", "quarkus-run.jar"]
