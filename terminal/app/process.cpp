#include "terminal/app/process.hpp"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <string>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace xz::app {

void harden_process() {
    ::umask(0077);
    std::signal(SIGPIPE, SIG_IGN);  // a peer that goes away is an error of that call, never the end of the program
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#ifndef XUEZHEN_AUTOMATION
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

void use_one_heap() { ::mallopt(M_ARENA_MAX, 1); }

void skip_compose_table() { ::setenv("XCOMPOSEFILE", "/dev/null", 0); }

void notify_systemd(std::string_view state) {
    const char* path = std::getenv("NOTIFY_SOCKET");
    if (path == nullptr || (path[0] != '/' && path[0] != '@')) {
        return;
    }
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::size_t length = std::strlen(path);
    if (length >= sizeof address.sun_path) {
        return;
    }
    std::memcpy(address.sun_path, path, length);
    if (path[0] == '@') {
        address.sun_path[0] = '\0';  // the abstract namespace
    }
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0) {
        return;
    }
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length);
    // Nobody can act on a sign of life that systemd does not take; it restarts us then.
    [[maybe_unused]] const auto sent =
        ::sendto(socket, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), size);
    ::close(socket);
}

std::optional<std::chrono::milliseconds> watchdog_interval() {
    const char* text = std::getenv("WATCHDOG_USEC");
    if (text == nullptr) {
        return std::nullopt;
    }
    long long microseconds = 0;
    const auto parsed = std::from_chars(text, text + std::strlen(text), microseconds);
    if (parsed.ec != std::errc{} || microseconds <= 0) {
        return std::nullopt;
    }
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds{microseconds}) / 2;
}

}  // namespace xz::app
