# shellcheck shell=bash
# Sourced by bin/wattpack and by the launcher: which Java runs us.
# Bash 3.2 (macOS) must be able to read this file.

# Prints the major version of the Java home $1, or 0.
wattpack_java_major() {
  local version=""
  if [ -r "$1/release" ]; then
    # Read without starting a JVM: asking each one for its version costs up to a second together.
    version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release")
  fi
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1)
  fi
  version=${version#1.}
  version=${version%%[!0-9]*}
  echo "${version:-0}"
}

# Prints the home of the Java >= 21 to use, one that has the tool $1 ("java" or "javac"): JAVA_HOME, the PATH,
# then the newest of the usual folders. Prints nothing and fails when there is none.
wattpack_find_java() {
  local tool=$1 home on_path
  on_path=$(command -v "$tool" || true)
  if [ -n "$on_path" ]; then
    while [ -L "$on_path" ]; do
      home=$(readlink "$on_path")
      case $home in
        /*) on_path=$home ;;
        *) on_path=$(dirname "$on_path")/$home ;;
      esac
    done
    on_path=$(dirname "$(dirname "$on_path")")
  fi
  for home in "${JAVA_HOME:-}" "$on_path"; do
    if [ -n "$home" ] && [ -x "$home/bin/$tool" ] && [ "$(wattpack_java_major "$home")" -ge 21 ]; then
      echo "$home"
      return 0
    fi
  done
  wattpack_newest_java "$tool"
}

# Prints the home of the newest Java >= 21 in the usual folders that has the tool $1, or fails.
wattpack_newest_java() {
  local tool=$1 home major best="" best_major=0
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/java/* \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$home" ] && [ -x "$home/bin/$tool" ]; then
      major=$(wattpack_java_major "$home")
      if [ "$major" -ge 21 ] && [ "$major" -gt "$best_major" ]; then
        best=$home
        best_major=$major
      fi
    fi
  done
  [ -n "$best" ] && echo "$best"
}
