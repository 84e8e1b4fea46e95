#include "terminal/sync/curl_library.hpp"

#include <dlfcn.h>

#include <stdexcept>
#include <string>

namespace xz::sync {
namespace {

constexpr const char* file = "libcurl.so.4";  // the binary interface of the header that this is built with

template <typename Function>
void find(void* library, const char* name, Function& function) {
    void* const symbol = ::dlsym(library, name);
    if (symbol == nullptr) {
        throw std::runtime_error{std::string{file} + " has no " + name};
    }
    function = reinterpret_cast<Function>(symbol);
}

CurlLibrary open() {
    void* const library = ::dlopen(file, RTLD_LAZY | RTLD_LOCAL);
    if (library == nullptr) {
        throw std::runtime_error{std::string{"libcurl cannot be opened: "} + ::dlerror()};
    }
    decltype(&::curl_global_init) global_init = nullptr;
    find(library, "curl_global_init", global_init);
    if (global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        throw std::runtime_error{"libcurl does not start"};
    }
    CurlLibrary found{};
    find(library, "curl_easy_init", found.easy_init);
    find(library, "curl_easy_cleanup", found.easy_cleanup);
    find(library, "curl_easy_setopt", found.easy_setopt);
    find(library, "curl_easy_perform", found.easy_perform);
    find(library, "curl_easy_getinfo", found.easy_getinfo);
    find(library, "curl_easy_strerror", found.easy_strerror);
    find(library, "curl_slist_append", found.slist_append);
    find(library, "curl_slist_free_all", found.slist_free_all);
    return found;
}

}  // namespace

const CurlLibrary& curl_library() {
    static const CurlLibrary library = open();
    return library;
}

}  // namespace xz::sync
