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

// Shared by the coroutine and the endpoint's callback, whichever ends last.
struct Slot {
    explicit Slot(const asio::any_io_executor& executor) : alarm{executor} {}
    std::mutex guard;
    std::optional<api::Response> response;
    asio::steady_timer alarm;  // touched on the connection's strand only
};

std::optional<api::Response> take(Slot& slot) {
    const std::lock_guard lock{slot.guard};
    return std::exchange(slot.response, std::nullopt);
}

}  // namespace

asio::awaitable<api::Response> ask(const api::Endpoint& endpoint, api::Request request, std::chrono::milliseconds patience) {
    const auto executor = co_await asio::this_coro::executor;
    const auto slot = std::make_shared<Slot>(executor);
    slot->alarm.expires_after(patience);
    endpoint(std::move(request), [slot, answered = std::make_shared<std::atomic_flag>(), executor](api::Response response) {
        if (answered->test_and_set()) return;
        {
            const std::lock_guard lock{slot->guard};
            slot->response = std::move(response);
        }
        // The strand runs this only once the coroutine sleeps, so no wake-up is lost.
        asio::post(executor, [slot] { slot->alarm.cancel(); });
    });
    if (auto response = take(*slot)) co_return std::move(*response);
    co_await slot->alarm.async_wait(asio::as_tuple(asio::use_awaitable));
    if (auto response = take(*slot)) co_return std::move(*response);
    co_return api::busy_response(503, "timeout", std::chrono::seconds{5});
}

}  // namespace xz::server::http
