# Sourced by mvnw, sandbox/run and vault-admin/bin/vault-admin: sets JAVA_HOME to a JDK 21 or newer,
# looked for in JAVA_HOME, on PATH and in the usual folders, or stops with one line that says what to install.
cardnym_jdk_major() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}
cardnym_find_jdk() {
  cardnym_best="" cardnym_best_major=0
  if [ -n "${JAVA_HOME-}" ] && [ "$(cardnym_jdk_major "$JAVA_HOME" || echo 0)" -ge 21 ]; then
    return 0
  fi
  cardnym_on_path="$(command -v javac 2>/dev/null || true)"
  [ -z "$cardnym_on_path" ] || cardnym_on_path="$(dirname "$(dirname "$(readlink -f "$cardnym_on_path")")")"
  for cardnym_dir in "$cardnym_on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*; do
    [ -n "$cardnym_dir" ] || continue
    cardnym_major="$(cardnym_jdk_major "$cardnym_dir" || echo 0)"
    if [ "${cardnym_major:-0}" -ge 21 ] && [ "$cardnym_major" -gt "$cardnym_best_major" ]; then
      cardnym_best="$cardnym_dir" cardnym_best_major="$cardnym_major"
    fi
  done
  if [ -z "$cardnym_best" ]; then
    echo "Cardnym needs a JDK 21 or newer: install one (Temurin 25, say) or point JAVA_HOME at it." >&2
    return 1
  fi
  JAVA_HOME="$cardnym_best"
  export JAVA_HOME
}
cardnym_find_jdk || exit 1
