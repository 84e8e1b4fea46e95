// The one-way arrows between the rooms, held against the tree as it stands.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct Room {
    std::string folder;
    std::set<std::string> may_include;  // folders of other rooms
};

// A room may include itself, what is named here, and nothing else of the project. The longest folder that fits is the room.
const std::vector<Room> Rooms = {
    {"terminal/core/support", {}},
    {"terminal/core/domain", {"terminal/core/support"}},
    {"terminal/core/crypto", {"terminal/core/support"}},
    {"terminal/core/sqlite", {"terminal/core/support", "terminal/core/crypto"}},
    {"terminal/core/protocol", {"terminal/core/support", "terminal/core/crypto"}},
    {"terminal/storage", {"terminal/core"}},
    {"terminal/sync", {"terminal/core"}},
    {"terminal/input", {"terminal/core"}},
    {"terminal/ui", {"terminal/core", "terminal/input"}},
    {"terminal/app", {"terminal", "assets"}},
    {"assets", {}},
    {"server-sync/sync", {"terminal/core"}},
    {"server-sync/analytics", {"terminal/core", "server-sync/sync"}},
    {"server-sync/reports", {"terminal/core", "server-sync/sync", "server-sync/analytics"}},
    {"server-sync/storage", {"terminal/core", "server-sync/sync"}},
    {"server-sync/api", {"terminal/core", "server-sync/sync", "server-sync/analytics", "server-sync/reports", "assets"}},
    {"server-sync/http", {"terminal/core", "server-sync/api"}},
    {"server-sync/admin", {"terminal/core", "server-sync", "assets"}},
    {"server-sync/app", {"terminal/core", "server-sync", "assets"}},
};

// Headers of others that only one place may know.
struct Fence {
    std::string what;
    std::vector<std::string> includes;  // an include that begins so
    std::set<std::string> only_in;      // folders
};
const std::vector<Fence> Fences = {
    {"Dear ImGui", {"imgui"}, {"terminal/ui", "terminal/app"}},
    {"GLFW", {"GLFW/"}, {"terminal/app"}},
    {"Asio and Beast", {"boost/asio", "boost/beast"}, {"server-sync/http", "server-sync/app"}},
    {"curl", {"curl/"}, {"terminal/sync"}},
    {"SQLite", {"sqlite3.h", "sqlcipher/"}, {"terminal/core/sqlite"}},
    {"libsodium", {"sodium"}, {"terminal/core/crypto", "terminal/core/support"}},
    {"librime", {"rime_api", "rime/"}, {"terminal/input"}},
    {"tl::expected", {"tl/expected"}, {"terminal/core/support"}},
};

// A name that no file may use without an include of its own or of a header of the project that it includes. The compiler does not
// see what is missing where these headers are precompiled.
struct Name {
    std::string what;
    std::vector<std::string> includes;
};
const std::vector<Name> Names = {
    {"fmt::", {"fmt/", "spdlog/"}},
    {"boost::json::", {"boost/json"}},
    {"tl::", {"tl/"}},
};

bool lies_in(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

std::string room_of(std::string_view path) {
    std::string best;
    for (const auto& room : Rooms)
        if (lies_in(path, room.folder) && room.folder.size() > best.size()) best = room.folder;
    return best;
}

struct Include {
    std::string from;  // file, root-relative
    std::string what;
    bool quoted;
};

std::vector<Include> includes_of_the_tree() {
    std::vector<Include> found;
    const fs::path root{XUEZHEN_SOURCE};
    for (const char* top : {"terminal", "server-sync", "assets"}) {
        for (auto entry = fs::recursive_directory_iterator{root / top}; entry != fs::recursive_directory_iterator{}; ++entry) {
            if (entry->path().filename() == "node_modules") entry.disable_recursion_pending();
            const auto extension = entry->path().extension();
            if (!entry->is_regular_file() || (extension != ".cpp" && extension != ".hpp")) continue;
            std::ifstream file{entry->path()};
            for (std::string line; std::getline(file, line);) {
                if (!line.starts_with("#include ") || line.size() < 12) continue;
                const char close = line[9] == '"' ? '"' : '>';
                found.push_back({fs::relative(entry->path(), root).string(), line.substr(10, line.find(close, 10) - 10), close == '"'});
            }
        }
    }
    return found;
}

}  // namespace

TEST_CASE("Every include follows the arrows") {
    const auto includes = includes_of_the_tree();
    REQUIRE(includes.size() > 500);
    std::ostringstream wrong;
    for (const auto& include : includes) {
        const std::string from = room_of(include.from);
        if (from.empty()) wrong << include.from << ": a file outside every room\n";
        if (!include.quoted) continue;
        if (!fs::exists(fs::path{XUEZHEN_SOURCE} / include.what)) {
            if (include.what.find('/') == std::string::npos && include.what.ends_with(".hpp"))
                wrong << include.from << ": \"" << include.what << "\" is not relative to the root\n";
            continue;
        }
        const auto room = std::find_if(Rooms.begin(), Rooms.end(), [&](const Room& r) { return r.folder == from; });
        if (room == Rooms.end() || lies_in(include.what, from)) continue;
        const bool allowed = std::any_of(room->may_include.begin(), room->may_include.end(), [&](const std::string& folder) { return lies_in(include.what, folder); });
        if (!allowed) wrong << include.from << " includes " << include.what << ", against the arrows\n";
    }
    CHECK(wrong.str() == "");
}

TEST_CASE("A library of others is known only where it belongs") {
    std::ostringstream wrong;
    for (const auto& include : includes_of_the_tree()) {
        for (const auto& fence : Fences) {
            const bool concerns = std::any_of(fence.includes.begin(), fence.includes.end(), [&](const std::string& start) { return include.what.starts_with(start); });
            const bool inside = std::any_of(fence.only_in.begin(), fence.only_in.end(), [&](const std::string& folder) { return lies_in(include.from, folder); });
            if (concerns && !inside) wrong << include.from << " includes " << include.what << ": " << fence.what << " is not known there\n";
        }
    }
    CHECK(wrong.str() == "");
}

TEST_CASE("A file includes the libraries whose names it uses") {
    std::map<std::string, std::vector<std::string>> includes;
    for (const auto& include : includes_of_the_tree()) includes[include.from].push_back(include.what);
    std::ostringstream wrong;
    for (const auto& [file, own] : includes) {
        std::set<std::string> reached;
        for (std::vector<std::string> next = own; !next.empty();) {
            const std::string what = next.back();
            next.pop_back();
            if (!reached.insert(what).second) continue;
            if (const auto found = includes.find(what); found != includes.end()) next.insert(next.end(), found->second.begin(), found->second.end());
        }
        std::ifstream source{fs::path{XUEZHEN_SOURCE} / file};
        for (std::string line; std::getline(source, line);) {
            line.erase(std::min(line.find("//"), line.size()));
            for (const auto& name : Names) {
                const auto at = line.find(name.what);
                if (at == std::string::npos || (at > 0 && (std::isalnum(static_cast<unsigned char>(line[at - 1])) || line[at - 1] == '_'))) continue;
                const bool known = std::any_of(reached.begin(), reached.end(), [&](const std::string& what) {
                    return std::any_of(name.includes.begin(), name.includes.end(), [&](const std::string& start) { return what.starts_with(start); });
                });
                if (!known) wrong << file << " says " << name.what << " and includes none of it\n";
            }
        }
    }
    CHECK(wrong.str() == "");
}

TEST_CASE("Each header begins by saying what it is for") {
    std::ostringstream wrong;
    std::set<std::string> seen;
    for (const auto& include : includes_of_the_tree()) {
        if (!include.from.ends_with(".hpp") || !seen.insert(include.from).second) continue;
        std::ifstream file{fs::path{XUEZHEN_SOURCE} / include.from};
        std::string first;
        std::getline(file, first);
        if (!first.starts_with("// ") || first.size() < 20) wrong << include.from << ": " << first << '\n';
    }
    CHECK(wrong.str() == "");
}
