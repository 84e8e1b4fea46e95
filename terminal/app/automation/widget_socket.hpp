// The widget list on a Unix socket, one JSON line a drawn frame, for tests that touch the real window.
#pragma once

#include "terminal/core/support/result.hpp"
#include "terminal/ui/widgets/widget_list.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace xz::app {

// A reader that connects gets the last frame at once and each one after; a slow reader misses frames, it never delays one.
class WidgetSocket {
public:
    static Result<std::unique_ptr<WidgetSocket>, std::string> listen(const std::filesystem::path& path);
    ~WidgetSocket();
    WidgetSocket(const WidgetSocket&) = delete;
    WidgetSocket& operator=(const WidgetSocket&) = delete;

    void publish(const ui::WidgetList& list);  // from the loop's thread

private:
    struct Readers;
    explicit WidgetSocket(std::unique_ptr<Readers> readers);
    std::unique_ptr<Readers> readers_;
};

}  // namespace xz::app
