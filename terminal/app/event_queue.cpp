#include "terminal/app/event_queue.hpp"

#include <utility>

namespace xz::app {

void EventQueue::post(ui::flow::Event event) {
    {
        const std::lock_guard lock{mutex_};
        events_.push_back(std::move(event));
    }
    wake_();
}

std::vector<ui::flow::Event> EventQueue::drain() {
    const std::lock_guard lock{mutex_};
    return std::exchange(events_, {});
}

}  // namespace xz::app
