#include "server-sync/sync/text_encoding.hpp"

#include "terminal/core/support/text.hpp"

#include <fmt/format.h>

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <system_error>

namespace xz::server::sync {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16Marks[] = {"\xFF\xFE", "\xFE\xFF"};
constexpr std::string_view kZip = "PK\x03\x04";  // what an .xlsx begins with
constexpr std::size_t kLongestUtf8 = 4;      // bytes a character
constexpr std::string_view kMiddleDot = "\xC2\xB7";  // 间隔号, the one sign of two bytes that Chinese names have

unsigned char byte_of(char character) {
    return static_cast<unsigned char>(character);
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return byte_of(c) < 0x80; });
}

// How many bytes of `text` are well-formed UTF-8.
std::size_t sound_prefix(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const unsigned char lead = byte_of(text[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : kLongestUtf8;
        if (length > text.size() - at || !is_utf8(text.substr(at, length))) {
            return at;
        }
        at += length;
    }
    return at;
}

// Characters of three bytes or more: what Chinese is in UTF-8, and what GB18030 gives by no likely chance.
bool has_long_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return byte_of(c) >= 0xE0; });
}

class Converter {
public:
    Converter() : handle_{::iconv_open("UTF-8", "GB18030")} {
        if (handle_ == failed()) {
            throw std::system_error{errno, std::generic_category(), "this system's C library cannot read GB18030"};
        }
    }
    ~Converter() { ::iconv_close(handle_); }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    // The text, or at which byte it is none.
    Result<std::string, std::size_t> convert(std::string_view bytes) {
        std::string text(bytes.size() * 2, '\0');  // two bytes become at most three, four become four
        ::iconv(handle_, nullptr, nullptr, nullptr, nullptr);
        char* in = const_cast<char*>(bytes.data());  // iconv's signature; it does not write there
        std::size_t in_left = bytes.size();
        char* out = text.data();
        std::size_t out_left = text.size();
        if (::iconv(handle_, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1)) {
            return failure(bytes.size() - in_left);
        }
        text.resize(text.size() - out_left);
        return text;
    }

private:
    static iconv_t failed() { return reinterpret_cast<iconv_t>(-1); }
    iconv_t handle_;
};

// Calls `look(line, number)` for each line, without its end; stops at the first answer.
template <typename Look>
std::optional<EncodingProblem> first_of_lines(std::string_view text, Look&& look) {
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (auto problem = look(text.substr(0, end), number)) {
            return problem;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return std::nullopt;
}

// U+E000–U+F8FF: EE 80 80 … EF A3 BF.
std::optional<EncodingProblem> private_use(std::string_view text) {
    return first_of_lines(text, [](std::string_view line, std::size_t number) -> std::optional<EncodingProblem> {
        for (std::size_t at = 0; at + 2 < line.size(); ++at) {
            const bool found = byte_of(line[at]) == 0xEE || (byte_of(line[at]) == 0xEF && byte_of(line[at + 1]) <= 0xA3);
            if (found) {
                return EncodingProblem{number, at + 1, "no character for private use (U+E000 to U+F8FF): the name's own sign, as GB 18030-2022 has it"};
            }
        }
        return std::nullopt;
    });
}

Result<std::string, EncodingProblem> checked(std::string text) {
    if (auto problem = private_use(text)) {
        return failure(std::move(*problem));
    }
    return text;
}

std::optional<EncodingProblem> not_utf8(std::string_view text) {
    return first_of_lines(text, [](std::string_view line, std::size_t number) -> std::optional<EncodingProblem> {
        const std::size_t sound = sound_prefix(line);
        if (sound == line.size()) {
            return std::nullopt;
        }
        return EncodingProblem{number, sound + 1, "UTF-8, as the mark at the file's beginning says"};
    });
}

// Signs of two bytes only, which are letters in UTF-8 and hanzi in GB18030: a Chinese file in UTF-8 has longer ones.
bool could_be_either(std::string_view text, Converter& converter) {
    if (is_ascii(text) || has_long_characters(text)) {
        return false;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (byte_of(text[at]) >= 0x80 && text.substr(at, kMiddleDot.size()) != kMiddleDot) {
            return converter.convert(text).has_value();
        }
        at += byte_of(text[at]) >= 0x80 ? kMiddleDot.size() - 1 : 0;
    }
    return false;
}

// Each line for itself: lines in UTF-8 among others are a second encoding, although most of them would read as GB18030 too, as other names.
std::optional<EncodingProblem> not_gb18030(std::string_view text, Converter& converter) {
    std::size_t utf8_line = 0;
    std::size_t other_line = 0;
    return first_of_lines(text, [&](std::string_view line, std::size_t number) -> std::optional<EncodingProblem> {
        if (is_ascii(line)) {
            return std::nullopt;
        }
        const std::size_t sound = sound_prefix(line);
        if (sound == line.size() && has_long_characters(line)) {
            utf8_line = utf8_line == 0 ? number : utf8_line;
        } else if (const auto converted = converter.convert(line); !converted) {
            return utf8_line != 0 ? EncodingProblem{number, sound + 1, fmt::format("UTF-8, as line {} is", utf8_line)}
                                  : EncodingProblem{number, converted.error() + 1, "UTF-8 or GB18030"};
        } else {
            other_line = other_line == 0 ? number : other_line;
        }
        if (utf8_line == 0 || other_line == 0) {
            return std::nullopt;
        }
        return number == utf8_line
                   ? EncodingProblem{number, 1, fmt::format("one encoding in the whole file: this line is UTF-8, line {} is GB18030", other_line)}
                   : EncodingProblem{number, sound + 1, fmt::format("one encoding in the whole file: line {} is UTF-8, this one is not", utf8_line)};
    });
}

}  // namespace

Result<std::string, EncodingProblem> to_utf8(std::string_view bytes) {
    for (const std::string_view mark : kUtf16Marks) {
        if (bytes.starts_with(mark)) {
            return failure(EncodingProblem{0, 0, "UTF-8 or GB18030, not UTF-16 (in a spreadsheet: save as CSV UTF-8)"});
        }
    }
    if (bytes.starts_with(kZip)) {
        return failure(EncodingProblem{0, 0, "text, not a workbook (in the spreadsheet: save the sheet as CSV UTF-8)"});
    }
    if (bytes.starts_with(kMark)) {
        bytes.remove_prefix(kMark.size());
        if (auto problem = not_utf8(bytes)) {
            return failure(std::move(*problem));
        }
        return checked(std::string{bytes});
    }
    Converter converter;
    if (is_utf8(bytes)) {
        if (could_be_either(bytes, converter)) {
            return failure(EncodingProblem{0, 0, "an encoding that is plain: this text reads as UTF-8 and as GB18030 (save as CSV UTF-8, with its mark)"});
        }
        return checked(std::string{bytes});
    }
    if (auto problem = not_gb18030(bytes, converter)) {
        return failure(std::move(*problem));
    }
    auto text = converter.convert(bytes);
    if (!text) {  // a character that a line's end cuts in two
        return failure(EncodingProblem{0, 0, "GB18030 throughout"});
    }
    return checked(std::move(*text));
}

}  // namespace xz::server::sync
