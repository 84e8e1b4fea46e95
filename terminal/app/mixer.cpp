#include "terminal/app/mixer.hpp"

#include <array>
#include <cctype>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <fcntl.h>
#include <initializer_list>
#include <optional>
#include <poll.h>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace xz::app {
namespace {

using namespace std::chrono_literals;

constexpr auto longest = 1000ms;
constexpr int all = 100;

// What a program prints; nothing when it is not there, fails, or does not end in time.
std::optional<std::string> printed_by(std::initializer_list<const char*> command) {
    std::vector<char*> arguments;
    for (const char* word : command) {
        arguments.push_back(const_cast<char*>(word));
    }
    arguments.push_back(nullptr);
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
        return std::nullopt;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    if (failed != 0) {
        ::close(pipe[0]);
        return std::nullopt;
    }
    std::string printed;
    const auto until = std::chrono::steady_clock::now() + longest;
    bool ended = false;
    while (!ended) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd waiting{.fd = pipe[0], .events = POLLIN, .revents = 0};
        if (left <= 0ms || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) {
            ::kill(child, SIGKILL);
            break;
        }
        std::array<char, 4096> part{};
        const ssize_t count = ::read(pipe[0], part.data(), part.size());
        ended = count <= 0;
        if (count > 0) {
            printed.append(part.data(), static_cast<std::size_t>(count));
        }
    }
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return ended && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? std::optional{std::move(printed)} : std::nullopt;
}

// The first number before a '%'.
std::optional<int> percent_in(std::string_view printed) {
    const auto sign = printed.find('%');
    if (sign == std::string_view::npos) {
        return std::nullopt;
    }
    auto first = sign;
    while (first > 0 && std::isdigit(static_cast<unsigned char>(printed[first - 1])) != 0) {
        --first;
    }
    if (first == sign || sign - first > 3) {
        return std::nullopt;
    }
    return std::stoi(std::string{printed.substr(first, sign - first)});
}

constexpr const char* alsa = "amixer";
constexpr const char* pulse = "pactl";
constexpr const char* sink = "@DEFAULT_SINK@";

Loudness told(const char* mixer, const std::string& printed) { return {mixer, percent_in(printed)}; }

}  // namespace

Loudness loudness() {
    if (const auto printed = printed_by({pulse, "get-sink-volume", sink})) {
        return told(pulse, *printed);
    }
    if (const auto printed = printed_by({alsa, "-M", "sget", "Master"})) {
        return told(alsa, *printed);
    }
    return {};
}

Loudness set_loudness(int percent) {
    const std::string wanted = std::to_string(percent < 0 ? 0 : percent > all ? all : percent) + "%";
    if (!printed_by({pulse, "set-sink-volume", sink, wanted.c_str()})) {
        (void)printed_by({alsa, "-M", "sset", "Master", wanted.c_str(), "unmute"});
    }
    return loudness();
}

}  // namespace xz::app
