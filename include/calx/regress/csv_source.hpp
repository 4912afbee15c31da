// SPDX-License-Identifier: Apache-2.0
// csv_source: text as a window that moves over it. Of a text in memory the window is all; of a file it is a buffer, which grows
// where a record is longer than that.
#pragma once

#include <calx/core/refuse.hpp>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace calx::detail {

class csv_source {
 public:
  // `verb` and `what` begin each sentence that this source and its reader refuse with.
  csv_source(char const* verb, std::string_view what) : who_(std::string("calx: ") + verb + ": " + std::string(what)) {}
  csv_source(csv_source const&) = delete;
  csv_source& operator=(csv_source const&) = delete;
  ~csv_source() {
    if (file_ != nullptr) std::fclose(file_);
  }

  void open_file(std::string const& path) {
    file_ = std::fopen(path.c_str(), "rb");
    if (file_ == nullptr) refuse(" cannot be opened: " + std::string(std::strerror(errno)));
    buffer_.resize(std::size_t{1} << 18);
    begin_ = end_ = buffer_.data();
    all_ = false;
  }
  void open_text(std::string_view text) {
    begin_ = text.data();
    end_ = begin_ + text.size();
  }
  // In pieces, as a file is read; for tests.
  void open_pieces(std::string_view text, std::size_t piece, std::size_t largest_record = std::size_t{1} << 28) {
    rest_ = text;
    largest_record_ = largest_record;
    buffer_.resize(piece);
    begin_ = end_ = buffer_.data();
    all_ = false;
  }

  char const* begin() const { return begin_; }
  char const* end() const { return end_; }
  // Nothing follows the window.
  bool all() const { return all_; }
  // Bytes that the buffer may grow to for one record.
  std::size_t largest_record() const { return largest_record_; }
  void take_until(char const* p) { begin_ = p; }

  // Reads on behind the window. Pointers into it are then invalid.
  void more() {
    std::size_t const kept = static_cast<std::size_t>(end_ - begin_);
    if (kept > 0) std::memmove(buffer_.data(), begin_, kept);
    if (kept > buffer_.size() / 2) buffer_.resize(2 * buffer_.size());
    std::size_t const wanted = buffer_.size() - kept;
    std::size_t const count = fetch(buffer_.data() + kept, wanted);
    all_ = count < wanted;
    begin_ = buffer_.data();
    end_ = begin_ + kept + count;
  }

  [[noreturn]] CALX_NEVER_INLINE void refuse(std::string const& sentence) const { calx::refuse((who_ + sentence).c_str()); }

 private:
  std::size_t fetch(char* to, std::size_t wanted) {
    if (file_ == nullptr) {
      std::size_t const count = rest_.copy(to, wanted);
      rest_.remove_prefix(count);
      return count;
    }
    errno = 0;
    std::size_t const count = std::fread(to, 1, wanted, file_);
    if (std::ferror(file_) != 0) refuse(" cannot be read: " + std::string(std::strerror(errno)));
    return count;
  }

  std::string who_;
  std::FILE* file_ = nullptr;
  std::string_view rest_;
  std::vector<char> buffer_;
  std::size_t largest_record_ = std::size_t{1} << 28;
  char const *begin_ = nullptr, *end_ = nullptr;
  bool all_ = true;
};

}  // namespace calx::detail
