#include "terminal/ui/locale/catalog.hpp"

#include <stdexcept>
#include <vector>

namespace xz::ui::locale {
namespace {

constexpr std::uint32_t magic = 0x950412de;
constexpr std::size_t header_size = 28;

std::uint32_t number_at(std::span<const std::uint8_t> mo, std::size_t offset) {
    if (offset + 4 > mo.size()) throw std::invalid_argument{"catalog: ends inside a number"};
    return static_cast<std::uint32_t>(mo[offset]) | static_cast<std::uint32_t>(mo[offset + 1]) << 8 | static_cast<std::uint32_t>(mo[offset + 2]) << 16 |
           static_cast<std::uint32_t>(mo[offset + 3]) << 24;
}

// An entry of a string table: length and offset.
std::string_view string_at(std::span<const std::uint8_t> mo, std::size_t descriptor) {
    const std::size_t length = number_at(mo, descriptor);
    const std::size_t offset = number_at(mo, descriptor + 4);
    if (offset > mo.size() || length > mo.size() - offset) throw std::invalid_argument{"catalog: a text lies outside"};
    return {reinterpret_cast<const char*>(mo.data()) + offset, length};
}

std::string filled(std::string_view text, std::span<const Argument> arguments) {
    std::string result;
    result.reserve(text.size() + 32);
    while (!text.empty()) {
        const auto open = text.find('{');
        const auto close = open == text.npos ? text.npos : text.find('}', open);
        if (close == text.npos) break;
        result.append(text.substr(0, open));
        const auto name = text.substr(open + 1, close - open - 1);
        for (const auto& [key, value] : arguments)
            if (key == name) result.append(value);
        text.remove_prefix(close + 1);
    }
    return result.append(text);
}

}  // namespace

Catalog::Catalog(std::span<const std::uint8_t> mo) {
    if (mo.size() < header_size || number_at(mo, 0) != magic) throw std::invalid_argument{"catalog: not a .mo file"};
    const std::size_t count = number_at(mo, 8);
    const std::size_t originals = number_at(mo, 12);
    const std::size_t translations = number_at(mo, 16);
    entries_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto id = string_at(mo, originals + 8 * i);
        const auto text = string_at(mo, translations + 8 * i);
        if (id.empty())
            has_plural_ = text.find("nplurals=2") != text.npos;
        else
            entries_.emplace(id.substr(0, id.find('\0')), text);
    }
}

std::string_view Catalog::operator()(Key key) const {
    const auto found = entries_.find(key.id);
    if (found == entries_.end()) return key.id;
    return found->second.substr(0, found->second.find('\0'));
}

std::string Catalog::operator()(Key key, std::initializer_list<Argument> arguments) const {
    return filled((*this)(key), {arguments.begin(), arguments.size()});
}

std::string Catalog::count(Key key, std::uint64_t n, std::initializer_list<Argument> arguments) const {
    const auto found = entries_.find(key.id);
    std::string_view forms = found == entries_.end() ? key.id : found->second;
    const auto end_of_first = forms.find('\0');
    if (has_plural_ && n != 1 && end_of_first != forms.npos) forms.remove_prefix(end_of_first + 1);
    const auto number = std::to_string(n);
    std::vector<Argument> all{arguments};
    all.emplace_back("n", number);
    return filled(forms.substr(0, forms.find('\0')), all);
}

}  // namespace xz::ui::locale
