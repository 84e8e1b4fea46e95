# What the scripts of this folder share. Source it; $here is the checkout.
say() { printf '· %s\n' "$*"; }
fail() { printf 'failed: %s: %s\n' "$1" "$2" >&2; exit 1; }

trap 'printf "failed: %s, line %s: %s\n" "$0" "$LINENO" "$BASH_COMMAND" >&2' ERR

can_be_root() { [ "$(id -u)" = 0 ] || { command -v sudo > /dev/null && sudo -v; }; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Where Dear ImGui's sources lie; third_party.cmake looks in the same places.
imgui_folder() { echo "${XUEZHEN_CACHE:-${HOME:-/root}/.cache/xuezhen}/imgui"; }

# build PRESET [ninja targets…]: configures when needed and builds; prints errors only.
build() {
    local preset=$1 folder=$here/build/$1 log; shift
    log=$folder/build.log
    mkdir -p "$folder"
    if [ ! -f "$folder/build.ninja" ]; then
        cmake --preset "$preset" -S "$here" > "$folder/configure.log" 2>&1 ||
            { grep -A 8 -E 'CMake Error|error' "$folder/configure.log" | head -n 30 >&2; fail "configure $preset" "see $folder/configure.log"; }
    fi
    if ! ninja -C "$folder" "$@" > "$log" 2>&1; then
        grep -E -A 6 'error|FAILED|undefined' "$log" | head -n 40 >&2
        fail "build $preset" "see $log"
    fi
}
