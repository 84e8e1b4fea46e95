#include "server-sync/api/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>

namespace xz::server::api {

namespace {

constexpr int GzipWindow = 15 + 16;  // zlib's way to say: gzip header, largest window

Bytef* bytes(std::string_view text) { return reinterpret_cast<Bytef*>(const_cast<char*>(text.data())); }

class Inflater {
public:
    explicit Inflater(std::string_view packed) {
        stream_.next_in = bytes(packed);
        stream_.avail_in = static_cast<uInt>(packed.size());
        if (inflateInit2(&stream_, GzipWindow) != Z_OK) throw std::bad_alloc();
    }
    ~Inflater() { inflateEnd(&stream_); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    z_stream& stream() { return stream_; }

private:
    z_stream stream_{};
};

}  // namespace

std::string gzip(std::string_view plain) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, GzipWindow, 9, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
    std::string packed(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
    stream.next_in = bytes(plain);
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = bytes(packed);
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

Result<std::string, GzipError> gunzip(std::string_view packed, std::size_t limit) {
    Inflater inflater{packed};
    z_stream& stream = inflater.stream();
    std::string plain;
    std::array<char, 16 * 1024> chunk;
    while (true) {
        stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
        stream.avail_out = chunk.size();
        const int outcome = inflate(&stream, Z_NO_FLUSH);
        const std::size_t made = chunk.size() - stream.avail_out;
        if (plain.size() + made > limit) return failure(GzipError::TooLarge);
        plain.append(chunk.data(), made);
        if (outcome == Z_STREAM_END) {
            if (stream.avail_in == 0) return plain;
            inflateReset(&stream);  // the next member
        } else if (outcome != Z_OK) {
            return failure(GzipError::Malformed);  // also Z_BUF_ERROR: it ends in the middle
        }
    }
}

}  // namespace xz::server::api
