#include "terminal/app/speech/command_speaker.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

extern char** environ;

namespace xz::app {

namespace {

constexpr std::size_t MostBytes = 8000;  // fits into the socket at once; nobody listens longer

// Where the shell would find it; empty when nowhere.
std::string path_of(const std::string& program) {
    if (program.find('/') != std::string::npos) {
        return ::access(program.c_str(), X_OK) == 0 ? program : std::string{};
    }
    const char* const folders = std::getenv("PATH");
    std::string_view rest = folders != nullptr ? folders : "/usr/bin:/bin";
    while (!rest.empty()) {
        const auto end = std::min(rest.find(':'), rest.size());
        const std::string path = std::string{rest.substr(0, end)} + '/' + program;
        if (::access(path.c_str(), X_OK) == 0) {
            return path;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

class SpawnPlan {
public:
    explicit SpawnPlan(int words) {
        posix_spawn_file_actions_init(&files_);
        posix_spawn_file_actions_adddup2(&files_, words, STDIN_FILENO);
        posix_spawn_file_actions_addopen(&files_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addopen(&files_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawnattr_init(&manner_);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&manner_, &none);
        posix_spawnattr_setflags(&manner_, POSIX_SPAWN_SETSIGMASK);
    }
    ~SpawnPlan() {
        posix_spawnattr_destroy(&manner_);
        posix_spawn_file_actions_destroy(&files_);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;

    [[nodiscard]] pid_t start(const std::vector<std::string>& command) {
        std::vector<char*> arguments;
        for (const std::string& argument : command) {
            arguments.push_back(const_cast<char*>(argument.c_str()));  // POSIX's signature; exec copies them
        }
        arguments.push_back(nullptr);
        pid_t child = 0;
        return posix_spawn(&child, command.front().c_str(), &files_, &manner_, arguments.data(), environ) == 0 ? child : 0;
    }

private:
    posix_spawn_file_actions_t files_{};
    posix_spawnattr_t manner_{};
};

}  // namespace

std::unique_ptr<CommandSpeaker> CommandSpeaker::find(std::vector<std::string> command) {
    if (command.empty()) {
        return nullptr;
    }
    command.front() = path_of(command.front());
    if (command.front().empty()) {
        return nullptr;
    }
    return std::unique_ptr<CommandSpeaker>{new CommandSpeaker{std::move(command)}};
}

CommandSpeaker::~CommandSpeaker() { hush(); }

void CommandSpeaker::say(std::string_view text, domain::Language language) {
    hush();
    // Not a pipe: writing to a program that has ended is no signal here.
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return;
    }
    std::vector<std::string> command = command_;
    for (std::string& argument : command) {
        argument = argument == "{voice}" ? (language == domain::Language::Chinese ? "cmn" : "en") : argument;
    }
    speaking_ = SpawnPlan{ends[1]}.start(command);
    ::close(ends[1]);
    if (speaking_ != 0) {
        text = text.substr(0, MostBytes);
        (void)::send(ends[0], text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        ::shutdown(ends[0], SHUT_WR);
    }
    ::close(ends[0]);
}

void CommandSpeaker::hush() {
    if (speaking_ != 0) {
        ::kill(speaking_, SIGKILL);
        ::waitpid(std::exchange(speaking_, 0), nullptr, 0);
    }
}

}  // namespace xz::app
