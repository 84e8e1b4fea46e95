// How loud the machine reads aloud: asked of and told to whichever of ALSA's and PulseAudio's own programs is installed.
#pragma once

#include <optional>
#include <string>

namespace xz::app {

struct Loudness {
    std::string mixer;           // "amixer", "pactl"; empty: neither is there, or there is no sound card
    std::optional<int> percent;  // nothing: it is there but does not say
};

// Runs a program and waits for it, a second at most.
[[nodiscard]] Loudness loudness();
Loudness set_loudness(int percent);

}  // namespace xz::app
