# Shared by the scripts in bin/: where things are, which tools there are, what is stale. Sourced, not run.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  echo "$*" >&2
  exit 1
}

# JAVA_HOME if it is a JDK 25 or newer, then the usual places.
find_jdk() {
  local home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -x "$home/bin/javac" ] && [ -r "$home/release" ] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    if [ "${version:-0}" -ge 25 ]; then
      export JAVA_HOME="$home"
      return
    fi
  done
  fail "laslink needs a JDK 25: set JAVA_HOME to one, or install one (for instance Temurin 25)."
}

find_node() {
  local version
  version=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/' || true)
  [ "${version:-0}" -ge 20 ] || fail "laslink needs Node 20 or newer with npm: install it and try again."
  command -v npm >/dev/null || fail "laslink needs npm, which comes with Node: install it and try again."
}

find_maven() {
  command -v mvn >/dev/null || fail "laslink needs Maven 3.8 or newer: install it and try again."
}

# stale STAMP PATH...: whether anything below the paths is newer than the stamp.
stale() {
  local stamp=$1
  shift
  [ ! -e "$stamp" ] || [ -n "$(find "$@" -newer "$stamp" -type f -not -path '*/target/*' -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/test-results/*' -print -quit)" ]
}

# stale_here STAMP PATH...: the same for what has absolute paths of its tree in it: in a copy of the tree it is stale too.
stale_here() {
  ! built_here "$1" || stale "$@"
}

# built STAMP: it is up to date, in this tree.
built() {
  touch "$1"
  (cd "$root" && pwd -P) >"$1.root"
}

built_here() { # STAMP
  [ -r "$1.root" ] && [ "$(cat "$1.root")" = "$(cd "$root" && pwd -P)" ]
}

install_web() {
  if stale "$root/web/node_modules/.installed" "$root/web/package-lock.json"; then
    (cd "$root/web" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error)
    touch "$root/web/node_modules/.installed"
  fi
}

build_web() {
  if stale "$root/web/dist/.built" "$root/web" "$root/openapi.yaml" "$root/shared/platform/src/main/resources"; then
    install_web
    (cd "$root/web" && npm run --silent build)
    touch "$root/web/dist/.built"
  fi
}

# The classes of every module, and local/emulator's class path in target/classpath.
build_java() {
  local stamp="$root/local/emulator/target/classpath"
  if stale_here "$stamp" "$root/pom.xml" "$root/shared" "$root/functions" "$root/events/schemas" "$root/operations" "$root/local"; then
    (cd "$root" && mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath -Dmdep.includeScope=runtime -pl local/emulator -am)
    built "$stamp"
  fi
}

# The zips that template.yaml names, and local/localstack with its class path in target/classpath.
build_zips() {
  local stamp="$root/local/localstack/target/classpath"
  if stale_here "$stamp" "$root/pom.xml" "$root/shared" "$root/functions" "$root/events/schemas" "$root/operations" "$root/local"; then
    (cd "$root" && mvn -q package -DskipTests -pl "$(sed -n 's#^ *CodeUri: \(.*\)/target/.*#\1#p' template.yaml | sort -u | paste -sd,),local/localstack" -am)
    built "$stamp"
  fi
}

# The SDK's own variables send every call to this machine; production code has no switch for it.
use_local_aws() { # port
  export AWS_REGION=eu-west-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_EC2_METADATA_DISABLED=true
  export AWS_ENDPOINT_URL_SES="http://127.0.0.1:$(($1 + 2))"
  export AWS_ENDPOINT_URL_EVENTBRIDGE="http://127.0.0.1:$(($1 + 2))"
  export AWS_ENDPOINT_URL_KMS="http://127.0.0.1:$(($1 + 2))"
  export AWS_ENDPOINT_URL_DYNAMODB="http://127.0.0.1:$(($1 + 3))"
  export AWS_ENDPOINT_URL_SQS="http://127.0.0.1:$(($1 + 4))"
}

# The SAM CLI and cfn-lint of operations/tools/requirements.txt, in a folder of their own, before any other on PATH.
find_sam() {
  if stale_here "$root/target/python/.installed" "$root/operations/tools"; then
    rm -rf "$root/target/python"
    python3 -m venv "$root/target/python"
    "$root/target/python/bin/pip" install --quiet --disable-pip-version-check -r "$root/operations/tools/requirements.txt"
    built "$root/target/python/.installed"
  fi
  export PATH="$root/target/python/bin:$PATH" SAM_CLI_TELEMETRY=0
}

# The commands on a deployed environment, with their class path in target/classpath.
build_operations() {
  local stamp="$root/operations/target/classpath"
  if stale_here "$stamp" "$root/pom.xml" "$root/shared" "$root/operations"; then
    (cd "$root" && mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath -Dmdep.includeScope=runtime -pl operations -am) >&2
    built "$stamp"
  fi
}

# run_operations_command SCRIPT ARGUMENTS...: the command behind a script of bin/, in place of that script.
run_operations_command() {
  fail() { # 1 is the status of a command that was not done
    echo "$*" >&2
    exit 2
  }
  find_jdk
  find_maven
  build_operations || fail "laslink could not be built."
  # Credentials that only the AWS CLI knows how to get, of aws sso login for one.
  if [ "$1" != uwlr ] && [ "$1" != deploy ] && [ -z "${AWS_ACCESS_KEY_ID:-}" ] && command -v aws >/dev/null; then
    eval "$(aws configure export-credentials --format env 2>/dev/null || true)"
  fi
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Dlaslink.root="$root" \
    -cp "$root/operations/target/classes:$(cat "$root/operations/target/classpath")" nl.laslink.operations.Operations "$@"
}
