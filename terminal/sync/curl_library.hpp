// libcurl, opened at the first request: with what it brings it is two thirds of all the libraries of the terminal, and the first frame of a
// start waits for none of them.
#pragma once

#include <curl/curl.h>

namespace xz::sync {

struct CurlLibrary {
    decltype(&::curl_easy_init) easy_init;
    decltype(&::curl_easy_cleanup) easy_cleanup;
    decltype(&::curl_easy_setopt) easy_setopt;
    decltype(&::curl_easy_perform) easy_perform;
    decltype(&::curl_easy_getinfo) easy_getinfo;
    decltype(&::curl_easy_strerror) easy_strerror;
    decltype(&::curl_slist_append) slist_append;
    decltype(&::curl_slist_free_all) slist_free_all;
};

// The same at each call, from any thread; never closed. Throws std::runtime_error where it is not installed.
[[nodiscard]] const CurlLibrary& curl_library();

}  // namespace xz::sync
