// Whatever bytes arrive, the HTTP room answers or closes, within its limits, and goes on to serve the next one.
#include "server-sync/http/server.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <thread>

namespace {

using namespace xz;
using namespace xz::server;
using namespace std::chrono_literals;

class Silent final : public http::Observer {
public:
    void finished(const http::Exchange&) override {}
    void failed(const http::Exchange&, std::string_view what) override {
        std::fprintf(stderr, "%.*s\n", static_cast<int>(what.size()), what.data());
        fuzz::promise(false, "no request makes the room itself fail");
    }
    void handshake_failed(std::string_view) override {}
    void connections_changed(std::string_view, int) override {}
};

void echo(api::Request request, api::Respond respond) {
    fuzz::promise(request.body.size() <= http::Limits{}.body_bytes, "no endpoint sees a body over the limit");
    fuzz::promise(request.path.starts_with('/'), "every path starts at the root");
    static_cast<void>(request.cookie("xz"));
    respond({.status = 200, .content_type = "text/plain", .body = std::move(request.body)});
}

// One server for all inputs, on a free port of this machine.
class Target {
public:
    Target() : server_{1, clock_, {}, observer_} {
        std::signal(SIGPIPE, SIG_IGN);
        port_ = server_.listen({"fuzz", "127.0.0.1", 0, std::nullopt}, {{api::Method::Post, "/echo", api::Access::Anyone, echo},
                                                                        {api::Method::Get, "/echo/{what}", api::Access::Anyone, echo},
                                                                        {api::Method::Get, "/terminal", api::Access::Terminal, echo}});
        thread_ = std::jthread{[this] { server_.run(); }};
    }
    ~Target() { server_.drain(); }
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;

    // Sends it all, says that no more comes, and reads until the server closes.
    void feed(std::string_view bytes) const {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port_);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{10, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        fuzz::promise(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0, "the server still takes connections");
        ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        ::shutdown(socket, SHUT_WR);
        std::array<char, 4096> sink;
        ssize_t count = 0;
        while ((count = ::recv(socket, sink.data(), sink.size(), 0)) > 0) {
        }
        fuzz::promise(count == 0 || errno == ECONNRESET, "a connection ends when its client has said everything");
        ::close(socket);
    }

private:
    SystemClock clock_;
    Silent observer_;
    http::Server server_;
    std::uint16_t port_ = 0;
    std::jthread thread_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Target target;
    target.feed(fuzz::text(data, size));
    return 0;
}
