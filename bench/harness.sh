# Read by bench/crash, bench/rotate and bench/upgrade, which say what "main" is: builds what is not built, then runs it.
here="$(CDPATH='' cd -P -- "$(dirname -- "$0")" && pwd)"
root="$(dirname -- "$here")"

HOME="${HOME-/}"
. "$root/.mvn/find-jdk.sh"

# A module is built when its artifact stands and none of its sources is younger than the last build.
stale() { # folder-with-pom-and-sources artifact
  artifact="$root/$2"
  [ -f "$artifact" ] || return 0
  newest="$artifact"
  stamp="$(dirname "$artifact")/.built"
  [ ! "$stamp" -nt "$newest" ] || newest="$stamp"
  [ -n "$(find "$root/$1/pom.xml" "$root/$1/main" "$root/$1/src/main" -newer "$newest" -print 2>/dev/null | head -n 1)" ]
}

build=""
for each in src:target/vault/quarkus-app/quarkus-run.jar vault-admin:vault-admin/target/vault-admin/vault-admin.jar \
  reference-bank:reference-bank/target/reference-bank/reference-bank.jar sandbox:sandbox/target/sandbox/sandbox.jar \
  bench:bench/target/crash/crash.jar; do
  if stale "${each%%:*}" "${each#*:}"; then build="$build ${each#*:}"; fi
done
if [ -n "$build" ]; then
  echo "Building the programs (the first time takes a few minutes)" >&2
  log="$here/target/build.log"
  mkdir -p "$here/target"
  if ! (cd "$root" && ./mvnw -q -B -Dquick -pl src,vault-admin,reference-bank,sandbox,bench package) >"$log" 2>&1; then
    grep -m 3 '^\[ERROR\]' "$log" >&2 || true
    echo "$(basename "$0"): the build failed; its log is $log" >&2
    exit 1
  fi
  for artifact in $build; do
    touch "$root/$(dirname "$artifact")/.built"
  done
fi

# The sandbox's jar brings its libraries; nothing of them is copied here.
exec "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dcardnym.root="$root" -Djdk.httpclient.allowRestrictedHeaders=host \
  -cp "$here/target/crash/crash.jar:$here/target/crash/lib/*:$root/sandbox/target/sandbox/sandbox.jar" "$main" "$@"
