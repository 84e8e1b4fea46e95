// The port to whatever has a voice.
#pragma once

#include "terminal/core/domain/label.hpp"

#include <string_view>

namespace xz::app {

// Of the drawing thread, which no call keeps waiting.
class Speaker {
public:
    virtual ~Speaker() = default;
    // Says it at once, instead of what is being said.
    virtual void say(std::string_view text, domain::Language language) = 0;
    virtual void hush() = 0;
};

}  // namespace xz::app
