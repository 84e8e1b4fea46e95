#include "server-sync/admin/control_socket.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <stdexcept>

namespace xz::server::admin {

namespace {

constexpr std::size_t LargestCommand = 96 << 20;  // the largest file that an import takes, in base64
constexpr std::size_t Deepest = 16;
constexpr int PollMilliseconds = 200;
constexpr timeval Patience{30, 0};

// A descriptor that closes itself.
class Socket {
public:
    explicit Socket(int descriptor) : descriptor_{descriptor} {}
    ~Socket() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    [[nodiscard]] int get() const { return descriptor_; }

private:
    int descriptor_;
};

std::optional<sockaddr_un> address_of(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string text = path.string();
    if (text.size() >= sizeof(address.sun_path)) return std::nullopt;
    text.copy(address.sun_path, text.size());
    return address;
}

std::optional<std::string> read_all(int descriptor) {
    std::string text;
    std::array<char, 64 * 1024> chunk;
    while (true) {
        const auto count = ::recv(descriptor, chunk.data(), chunk.size(), 0);
        if (count == 0) return text;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 || text.size() + static_cast<std::size_t>(count) > LargestCommand) return std::nullopt;
        text.append(chunk.data(), static_cast<std::size_t>(count));
    }
}

void tell(const std::string& line, const Progress& progress) {
    const auto value = json::parse(line);
    std::vector<json::Problem> problems;
    if (!value || !progress) return;
    json::ObjectReader reader{*value, "$", problems};
    auto told = reader.object("progress");
    const std::string what = told.text("what", 1, 32);
    const auto done = told.integer("done", 0, json::MaxInteger);
    const auto all = told.integer("all", 0, json::MaxInteger);
    if (problems.empty()) progress(what, static_cast<std::uint64_t>(done), static_cast<std::uint64_t>(all));
}

// Tells the lines before the answer as they come.
std::optional<std::string> read_answer(int descriptor, const Progress& progress) {
    std::string text;
    std::array<char, 64 * 1024> chunk;
    while (true) {
        const auto count = ::recv(descriptor, chunk.data(), chunk.size(), 0);
        if (count == 0) return text;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 || text.size() + static_cast<std::size_t>(count) > LargestCommand) return std::nullopt;
        text.append(chunk.data(), static_cast<std::size_t>(count));
        for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
            tell(text.substr(0, end), progress);
            text.erase(0, end + 1);
        }
    }
}

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto count = ::send(descriptor, text.data(), text.size(), MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool is_ours(int client) {
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && (peer.uid == ::geteuid() || peer.uid == 0);
}

json::Value to_json(const Answer& answer) {
    if (!answer) return {{"error", answer.error()}};
    return {{"answer", *answer}};
}

std::runtime_error cannot(std::string_view what, const std::filesystem::path& path) {
    return std::runtime_error("cannot " + std::string{what} + " " + path.string() + ": " + std::strerror(errno));
}

}  // namespace

ControlServer::ControlServer(const std::filesystem::path& socket, Run run)
    : path_{socket}, run_{std::move(run)}, listener_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    const auto address = address_of(socket);
    if (!address) throw std::runtime_error("the path " + socket.string() + " is too long for a socket: use a shorter data folder");
    ::unlink(socket.c_str());  // of a server that was killed; we hold the folder's lock
    const mode_t before = ::umask(0177);
    const bool bound = ::bind(listener_, reinterpret_cast<const sockaddr*>(&*address), sizeof *address) == 0;
    ::umask(before);
    if (!bound || ::listen(listener_, 8) != 0) throw cannot("listen on", socket);
    thread_ = std::jthread{[this](const std::stop_token& stop) { serve(stop); }};
}

ControlServer::~ControlServer() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
    ::close(listener_);
    ::unlink(path_.c_str());
}

void ControlServer::serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        pollfd waiting{listener_, POLLIN, 0};
        if (::poll(&waiting, 1, PollMilliseconds) <= 0) continue;
        const Socket client{::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)};
        if (client.get() >= 0 && is_ours(client.get())) answer(client.get());
    }
}

void ControlServer::answer(int client) const {
    ::setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &Patience, sizeof Patience);
    ::setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &Patience, sizeof Patience);
    const auto text = read_all(client);
    if (!text) return;
    const auto request = json::parse(*text, {.bytes = LargestCommand, .depth = Deepest});
    Answer outcome = failure(std::string{"the command could not be read"});
    if (request) {
        std::vector<json::Problem> problems;
        json::ObjectReader reader{*request, "$", problems};
        const std::string command = reader.text("command", 1, 64);
        const auto* args = reader.member("args");
        // Whoever asked may be gone meanwhile: the command is done all the same.
        const auto tell = [client](std::string_view what, std::uint64_t done, std::uint64_t all) {
            const json::Value line{{"progress", {{"what", what}, {"done", done}, {"all", all}}}};
            write_all(client, boost::json::serialize(line) + '\n');
        };
        if (problems.empty()) outcome = attempt(command, *args, tell);
    }
    write_all(client, boost::json::serialize(to_json(outcome)));
}

Answer ControlServer::attempt(std::string_view command, const json::Value& args, const Progress& progress) const {
    try {
        return run_(command, args, progress);
    } catch (const std::exception& error) {  // a session's end of the line, as in http: the server goes on
        return failure(std::string{error.what()});
    }
}

Answer call_server(const std::filesystem::path& socket, std::string_view command, const json::Value& args, const Progress& progress) {
    const auto address = address_of(socket);
    const Socket connection{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    if (!address || ::connect(connection.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0) {
        return failure("a server holds the data folder, but " + socket.string() + " does not answer: " + std::strerror(errno));
    }
    const json::Value request{{"command", command}, {"args", args}};
    if (!write_all(connection.get(), boost::json::serialize(request))) return failure(std::string{"the server closed the connection"});
    ::shutdown(connection.get(), SHUT_WR);
    const auto text = read_answer(connection.get(), progress);
    const auto answer = json::parse(text.value_or(""), {.bytes = LargestCommand, .depth = Deepest});
    if (!answer || !answer->is_object()) return failure(std::string{"the server ended without an answer; look into its log"});
    const auto& object = answer->get_object();
    if (const auto* error = object.if_contains("error")) return failure(std::string{error->as_string()});
    const auto* value = object.if_contains("answer");
    return value ? Answer{*value} : failure(std::string{"the server's answer is not understood"});
}

}  // namespace xz::server::admin
