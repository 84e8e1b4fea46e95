// A terminal's configuration, as somebody with an editor left it.
#include "terminal/app/settings.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace xz;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto settings = app::parse_settings(fuzz::text(data, size), "/etc/xuezhen/terminal.toml");
    if (settings) {
        fuzz::promise(settings->platform_url.starts_with("https://"), "what is accepted is reached by TLS only");
        fuzz::promise(settings->text_percent >= 100 && settings->text_percent <= 200, "what is accepted lies within its bounds");
    } else {
        fuzz::promise(settings.error().starts_with("/etc/xuezhen/terminal.toml:"), "what is refused names its file");
    }
    return 0;
}
