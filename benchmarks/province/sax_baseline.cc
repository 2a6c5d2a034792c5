#include "benchmarks/province/sax_baseline.h"

#include <cstdint>
#include <string>

#include "nlohmann/json.hpp"

namespace zeren::benchmarks {
namespace {

using Json = nlohmann::json;

struct Ignore {
  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(Json::number_integer_t) { return true; }
  bool number_unsigned(Json::number_unsigned_t) { return true; }
  bool number_float(Json::number_float_t, const std::string&) { return true; }
  bool string(std::string&) { return true; }
  bool binary(Json::binary_t&) { return true; }
  bool start_object(std::size_t) { return true; }
  bool key(std::string&) { return true; }
  bool end_object() { return true; }
  bool start_array(std::size_t) { return true; }
  bool end_array() { return true; }
  bool parse_error(std::size_t, const std::string&, const Json::exception&) {
    return false;
  }
};

struct Count : Ignore {
  std::size_t objects = 0;
  bool start_object(std::size_t) {
    ++objects;
    return true;
  }
};

}  // namespace

bool ParseAndForget(std::string_view json) {
  Ignore handler;
  return Json::sax_parse(json, &handler);
}

std::size_t CountRecords(std::string_view json) {
  Count handler;
  // All objects of the generated text are records, but the document itself.
  return Json::sax_parse(json, &handler) ? handler.objects - 1 : 0;
}

}  // namespace zeren::benchmarks
