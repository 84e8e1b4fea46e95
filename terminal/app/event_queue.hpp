// Where workers leave what they have to tell, for the drawing thread to take at a frame's start.
#pragma once

#include "terminal/ui/flow/event.hpp"

#include <functional>
#include <mutex>
#include <vector>

namespace xz::app {

class EventQueue {
public:
    // `wake`: called after each post, on the posting thread; makes the drawing thread stop waiting.
    explicit EventQueue(std::function<void()> wake) : wake_{std::move(wake)} {}

    void post(ui::flow::Event event);
    [[nodiscard]] std::vector<ui::flow::Event> drain();

private:
    std::function<void()> wake_;
    std::mutex mutex_;
    std::vector<ui::flow::Event> events_;
};

}  // namespace xz::app
