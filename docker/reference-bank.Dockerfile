# The reference bank, from what ./mvnw -Dquick package -pl reference-bank made. Context: the repository's root.
FROM eclipse-temurin:25-jre-noble
LABEL org.opencontainers.image.title="Cardnym reference bank" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /opt/cardnym
COPY reference-bank/target/reference-bank/lib/ lib/
COPY reference-bank/target/reference-bank/reference-bank.jar ./
USER 10001:10001
# The desk speaks TLS under the demo's authority, which a probe does not know: that the process lives must do.
HEALTHCHECK NONE
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:-HeapDumpOnOutOfMemoryError", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC", "-jar", "reference-bank.jar"]
CMD ["serve", "--config", "/etc/cardnym/bank.properties"]
