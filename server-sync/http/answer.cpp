#include "server-sync/http/answer.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <mutex>

namespace xz::server::http {

namespace asio = boost::asio;

namespace {

// What wakes the coroutine; used on the connection's strand only.
struct Alarm {
    explicit Alarm(asio::any_io_executor strand) : executor{std::move(strand)}, timer{executor} {}
    asio::any_io_executor executor;
    asio::steady_timer timer;
};

// Shared by the coroutine and the endpoint's callback, whichever ends last.
struct Slot {
    std::mutex guard;
    bool answered = false;
    std::optional<api::Response> response;
    std::optional<Alarm> alarm;  // there while somebody waits
};

// Whoever keeps the callback beyond the wait, or beyond the server, keeps nothing of the server's.
class Waiting {
public:
    explicit Waiting(Slot& slot, const asio::any_io_executor& executor) : slot_{slot} { slot_.alarm.emplace(executor); }
    ~Waiting() {
        const std::lock_guard lock{slot_.guard};
        slot_.alarm.reset();
    }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

private:
    Slot& slot_;
};

void answer(const std::shared_ptr<Slot>& slot, api::Response response) {
    const std::lock_guard lock{slot->guard};
    if (std::exchange(slot->answered, true)) return;
    slot->response = std::move(response);
    if (!slot->alarm) return;
    // The strand runs this only once the coroutine sleeps, so no wake-up is lost.
    asio::post(slot->alarm->executor, [slot] {
        const std::lock_guard again{slot->guard};
        if (slot->alarm) slot->alarm->timer.cancel();
    });
}

std::optional<api::Response> take(Slot& slot) {
    const std::lock_guard lock{slot.guard};
    return std::exchange(slot.response, std::nullopt);
}

}  // namespace

asio::awaitable<api::Response> ask(const api::Endpoint& endpoint, api::Request request, std::chrono::milliseconds patience) {
    const auto executor = co_await asio::this_coro::executor;
    const auto slot = std::make_shared<Slot>();
    const Waiting waiting{*slot, executor};
    slot->alarm->timer.expires_after(patience);
    endpoint(std::move(request), [slot](api::Response response) { answer(slot, std::move(response)); });
    if (auto response = take(*slot)) co_return std::move(*response);
    co_await slot->alarm->timer.async_wait(asio::as_tuple(asio::use_awaitable));
    if (auto response = take(*slot)) co_return std::move(*response);
    co_return api::busy_response(503, "timeout", std::chrono::seconds{5});
}

}  // namespace xz::server::http
