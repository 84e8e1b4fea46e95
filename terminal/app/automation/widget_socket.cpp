#include "terminal/app/automation/widget_socket.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace xz::app {

namespace {

class Descriptor {
public:
    explicit Descriptor(int fd = -1) : fd_{fd} {}
    Descriptor(Descriptor&& other) noexcept : fd_{std::exchange(other.fd_, -1)} {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Descriptor() {
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

struct Reader {
    Descriptor socket;
    std::string line;        // being sent
    std::size_t sent = 0;
    std::uint64_t last = 0;  // publication that it has or is being sent
};

}  // namespace

struct WidgetSocket::Readers {
    std::filesystem::path path;
    Descriptor listener, bell;
    std::mutex mutex;            // of the three below
    ui::WidgetList latest;
    std::uint64_t publication = 0;
    bool closing = false;
    std::vector<Reader> readers;  // of the thread
    std::thread thread;

    void ring() const {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(bell.get(), &one, sizeof one);
    }
    void serve();
    void accept_one();
    [[nodiscard]] bool is_open(Reader& reader) const;  // sends what it takes; false once it is gone
};

void WidgetSocket::Readers::accept_one() {
    Descriptor socket{::accept4(listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)};
    if (socket.get() >= 0) {
        readers.push_back({std::move(socket), {}, 0, 0});
    }
}

bool WidgetSocket::Readers::is_open(Reader& reader) const {
    while (reader.sent < reader.line.size()) {
        const auto count = ::send(reader.socket.get(), reader.line.data() + reader.sent, reader.line.size() - reader.sent, MSG_NOSIGNAL);
        if (count < 0) {
            return errno == EAGAIN || errno == EINTR;
        }
        reader.sent += static_cast<std::size_t>(count);
    }
    std::array<char, 64> said{};
    const auto heard = ::recv(reader.socket.get(), said.data(), said.size(), 0);
    return heard > 0 || (heard < 0 && (errno == EAGAIN || errno == EINTR));
}

void WidgetSocket::Readers::serve() {
    while (true) {
        std::string line;
        std::uint64_t newest = 0;
        {
            const std::lock_guard lock{mutex};
            if (closing) {
                return;
            }
            newest = publication;
            bool wanted = false;
            for (const Reader& reader : readers) {
                wanted = wanted || (reader.last < newest && reader.sent == reader.line.size());
            }
            if (wanted) {
                line = to_json(latest);
                line += '\n';
            }
        }
        std::vector<pollfd> events{{listener.get(), POLLIN, 0}, {bell.get(), POLLIN, 0}};
        std::erase_if(readers, [&](Reader& reader) {
            if (!line.empty() && reader.last < newest && reader.sent == reader.line.size()) {
                reader.line = std::string{line};  // a new place: the old one is zeroed whole when it goes, and not only overwritten in part
                reader.sent = 0;
                reader.last = newest;
            }
            return !is_open(reader);
        });
        bool behind = false;  // one has just taken an old line whole, and the bell for the next has rung already
        for (const Reader& reader : readers) {
            const bool busy = reader.sent < reader.line.size();
            behind = behind || (!busy && reader.last < newest);
            events.push_back({reader.socket.get(), static_cast<short>(busy ? POLLIN | POLLOUT : POLLIN), 0});
        }
        ::poll(events.data(), events.size(), behind ? 0 : -1);
        if ((events[1].revents & POLLIN) != 0) {
            std::uint64_t rings = 0;
            [[maybe_unused]] const auto read = ::read(bell.get(), &rings, sizeof rings);
        }
        if ((events[0].revents & POLLIN) != 0) {
            accept_one();
        }
    }
}

Result<std::unique_ptr<WidgetSocket>, std::string> WidgetSocket::listen(const std::filesystem::path& path) {
    const auto why = [&path](const char* what) { return failure("cannot " + std::string{what} + ' ' + path.string() + ": " + std::strerror(errno)); };
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.string().size() >= sizeof address.sun_path) {
        return failure("the widget socket's path is too long: " + path.string());
    }
    std::memcpy(address.sun_path, path.c_str(), path.string().size() + 1);
    auto readers = std::make_unique<Readers>();
    readers->path = path;
    readers->listener = Descriptor{::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
    readers->bell = Descriptor{::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)};
    ::unlink(path.c_str());
    if (::bind(readers->listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return why("bind the widget socket");
    }
    ::chmod(path.c_str(), S_IRUSR | S_IWUSR);
    if (::listen(readers->listener.get(), 4) != 0) {
        return why("listen on the widget socket");
    }
    readers->thread = std::thread{[raw = readers.get()] { raw->serve(); }};
    return std::unique_ptr<WidgetSocket>{new WidgetSocket{std::move(readers)}};
}

WidgetSocket::WidgetSocket(std::unique_ptr<Readers> readers) : readers_{std::move(readers)} {}

WidgetSocket::~WidgetSocket() {
    {
        const std::lock_guard lock{readers_->mutex};
        readers_->closing = true;
    }
    readers_->ring();
    readers_->thread.join();
    ::unlink(readers_->path.c_str());
}

void WidgetSocket::publish(const ui::WidgetList& list) {
    {
        const std::lock_guard lock{readers_->mutex};
        readers_->latest = ui::WidgetList{list};  // a new place, as above
        ++readers_->publication;
    }
    readers_->ring();
}

}  // namespace xz::app
