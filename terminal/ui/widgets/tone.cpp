#include "terminal/ui/widgets/tone.hpp"

namespace xz::ui {

ToneColors colors_of(const Palette& palette, Tone tone) {
    switch (tone) {
        case Tone::Primary:
            return {palette.primary, palette.primary, palette.primary_soft};
        case Tone::Good:
            return {palette.good_ink, palette.good, palette.good_soft};
        case Tone::Attention:
            return {palette.attention_ink, palette.attention, palette.attention_soft};
        case Tone::Danger:
            return {palette.danger_ink, palette.danger, palette.danger_soft};
        case Tone::Neutral:
            break;
    }
    return {palette.muted, palette.muted, mixed(palette.track, palette.surface, 0.45F)};
}

}  // namespace xz::ui
