# Shop and inbox of the demo, from what ./mvnw -Dquick package -pl sandbox made. Never for production.
# Context: the repository's root. The command is the part's main class and its settings' file.
FROM eclipse-temurin:25-jre-noble
LABEL org.opencontainers.image.title="Cardnym demo parts" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /opt/cardnym
COPY sandbox/target/sandbox/lib/ lib/
COPY sandbox/target/sandbox/sandbox.jar ./
USER 10001:10001
HEALTHCHECK NONE
ENTRYPOINT ["java", "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", "sandbox.jar:lib/*"]
