// MQL5/Files: a sandbox, and writes that reach the disk only at a flush.
#include "host.hpp"
#include "mql.hpp"
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace mql {

using namespace host;
namespace fs = std::filesystem;

namespace {

constexpr int ERR_FILE_TOO_LONG_NAME = 5002;
constexpr int ERR_FILE_CANNOT_OPEN = 5004;
constexpr int ERR_FILE_WRONG_HANDLE = 5007;
constexpr int ERR_FILE_NOT_EXIST = 5019;

struct open_file {
  fs::path path;
  int flags;
  unsigned int codepage;
  std::string content;
  std::size_t at = 0;
  bool dirty = false;
};

std::map<int, open_file> files;
int last_handle = 0;

fs::path root(int common) {
  const fs::path folder = fs::path(the_terminal.data_directory) / ((common & FILE_COMMON) ? "Common/Files" : "MQL5/Files");
  fs::create_directories(folder);
  return folder;
}

// A path that climbs out of the sandbox does not exist.
fs::path sandboxed(const string &name, int common) {
  std::string text = name.utf8();
  for (auto &c : text) if (c == '\\') c = '/';
  const fs::path wanted = (root(common) / text).lexically_normal();
  const std::string inside = root(common).lexically_normal().string() + "/";
  return wanted.string().rfind(inside, 0) == 0 ? wanted : fs::path();
}

void flush(open_file &f) {
  if (!f.dirty) return;
  std::ofstream(f.path, std::ios::binary | std::ios::trunc) << f.content;
  f.dirty = false;
}

open_file *opened(int handle) {
  const auto found = files.find(handle);
  if (found != files.end()) return &found->second;
  set_error(ERR_FILE_WRONG_HANDLE);
  return nullptr;
}

} // namespace

int FileOpen(string name, int flags, short, unsigned int codepage) {
  const api_call call("FileOpen");
  const fs::path path = sandboxed(name, flags);
  if (path.empty() || name.length() > 260) {
    set_error(path.empty() ? ERR_FILE_CANNOT_OPEN : ERR_FILE_TOO_LONG_NAME);
    return INVALID_HANDLE;
  }
  const bool exists = fs::is_regular_file(path);
  if (!(flags & FILE_WRITE) && !exists) {
    set_error(ERR_FILE_NOT_EXIST);
    return INVALID_HANDLE;
  }
  open_file f{path, flags, codepage, "", 0, false};
  if (exists && (flags & FILE_READ)) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    f.content = text.str();
  }
  if (flags & FILE_WRITE) {
    fs::create_directories(path.parent_path());
    if (!exists || !(flags & FILE_READ)) std::ofstream(path, std::ios::binary | std::ios::trunc);
    if (!fs::is_regular_file(path)) {
      set_error(ERR_FILE_CANNOT_OPEN);
      return INVALID_HANDLE;
    }
  }
  files[++last_handle] = f;
  return last_handle;
}

void FileClose(int handle) {
  open_file *f = opened(handle);
  if (f == nullptr) return;
  flush(*f);
  files.erase(handle);
}

void FileFlush(int handle) {
  const api_call call("FileFlush");
  open_file *f = opened(handle);
  if (f != nullptr) flush(*f);
}

unsigned int FileWriteString(int handle, const string text, int length) {
  const api_call call("FileWriteString");
  open_file *f = opened(handle);
  if (f == nullptr || !(f->flags & FILE_WRITE)) return 0;
  std::string bytes = f->codepage == CP_UTF8 ? text.utf8() : text.utf8();
  if (length >= 0 && static_cast<std::size_t>(length) < bytes.size()) bytes.resize(static_cast<std::size_t>(length));
  f->content.replace(std::min(f->at, f->content.size()), bytes.size(), bytes);
  f->at += bytes.size();
  f->dirty = true;
  return static_cast<unsigned int>(bytes.size());
}

string FileReadString(int handle, int) {
  open_file *f = opened(handle);
  if (f == nullptr) return string();
  std::size_t end = f->content.find('\n', f->at);
  const std::size_t next = end == std::string::npos ? f->content.size() : end + 1;
  if (end == std::string::npos) end = f->content.size();
  std::string line = f->content.substr(f->at, end - f->at);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  f->at = next;
  return string::from_utf8(line);
}

bool FileIsEnding(int handle) {
  open_file *f = opened(handle);
  return f == nullptr || f->at >= f->content.size();
}

bool FileSeek(int handle, long long offset, ENUM_FILE_POSITION origin) {
  open_file *f = opened(handle);
  if (f == nullptr) return false;
  const auto size = static_cast<long long>(f->content.size());
  const long long from = origin == mql_SEEK_SET ? 0 : origin == mql_SEEK_END ? size : static_cast<long long>(f->at);
  if (from + offset < 0 || from + offset > size) return false;
  f->at = static_cast<std::size_t>(from + offset);
  return true;
}

unsigned long long FileTell(int handle) {
  open_file *f = opened(handle);
  return f == nullptr ? 0 : f->at;
}

unsigned long long FileSize(int handle) {
  open_file *f = opened(handle);
  return f == nullptr ? 0 : f->content.size();
}

bool FileIsExist(const string name, int common) {
  const fs::path path = sandboxed(name, common);
  return !path.empty() && fs::is_regular_file(path);
}

bool FileDelete(const string name, int common) {
  const fs::path path = sandboxed(name, common);
  return !path.empty() && fs::is_regular_file(path) && fs::remove(path);
}

bool FileMove(const string source, int common, const string target, int flags) {
  const api_call call("FileMove");
  const fs::path from = sandboxed(source, common), to = sandboxed(target, flags);
  if (from.empty() || to.empty() || !fs::is_regular_file(from)) return false;
  if (fs::exists(to) && !(flags & FILE_REWRITE)) return false;
  std::error_code failed;
  fs::rename(from, to, failed);
  return !failed;
}

bool FolderCreate(string name, int common) {
  const fs::path path = sandboxed(name, common);
  if (path.empty()) return false;
  fs::create_directories(path);
  return true;
}

} // namespace mql
