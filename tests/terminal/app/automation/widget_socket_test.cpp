#include "terminal/app/automation/widget_socket.hpp"

#include <catch2/catch_test_macros.hpp>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <string>

namespace {

using namespace xz;

class Client {
public:
    explicit Client(const std::filesystem::path& path) : fd_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        REQUIRE(::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    }
    ~Client() { ::close(fd_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    std::string line() {
        while (held_.find('\n') == std::string::npos) {
            pollfd event{fd_, POLLIN, 0};
            REQUIRE(::poll(&event, 1, 5000) == 1);
            char bytes[4096];
            const auto count = ::read(fd_, bytes, sizeof bytes);
            REQUIRE(count > 0);
            held_.append(bytes, static_cast<std::size_t>(count));
        }
        const auto end = held_.find('\n');
        std::string first = held_.substr(0, end);
        held_.erase(0, end + 1);
        return first;
    }

private:
    int fd_;
    std::string held_;
};

ui::WidgetList frame(std::uint64_t number) {
    ui::WidgetList list;
    list.frame = number;
    list.screen = "login";
    list.widgets.push_back({"enter", ui::Role::Button, "登录 \"now\"", "", {10, 20.4F, 300, 88}, {10, 20.4F, 300, 88}, false});
    return list;
}

}  // namespace

TEST_CASE("A reader of the widget socket gets the last frame at once and the next ones as they are drawn") {
    const auto path = std::filesystem::temp_directory_path() / ("xuezhen-widgets-" + std::to_string(::getpid()));
    auto socket = app::WidgetSocket::listen(path);
    REQUIRE(socket);
    (*socket)->publish(frame(1));
    Client client{path};
    CHECK(client.line() ==
          R"({"frame":1,"screen":"login","widgets":[{"id":"enter","role":"button","label":"登录 \"now\"","value":"","rect":[10,20,300,88],"visible":[10,20,300,88],"target":"none","enabled":false}]})");
    (*socket)->publish(frame(2));
    CHECK(client.line().starts_with(R"({"frame":2,)"));
    {
        Client other{path};
        CHECK(other.line().starts_with(R"({"frame":2,)"));
    }
    (*socket)->publish(frame(3));
    CHECK(client.line().starts_with(R"({"frame":3,)"));
    socket->reset();
    CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("A reader that never reads delays nobody") {
    const auto path = std::filesystem::temp_directory_path() / ("xuezhen-widgets-slow-" + std::to_string(::getpid()));
    auto socket = app::WidgetSocket::listen(path);
    REQUIRE(socket);
    const Client idle{path};
    Client keen{path};
    ui::WidgetList large = frame(1);
    large.widgets.resize(4000, large.widgets.front());
    for (std::uint64_t i = 1; i <= 20; ++i) {
        large.frame = i;
        (*socket)->publish(large);
    }
    std::string line;
    while (!line.starts_with(R"({"frame":20,)")) {
        line = keen.line();
    }
    SUCCEED();
}
