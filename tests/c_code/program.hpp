// SPDX-License-Identifier: Apache-2.0
// The text of a C program that calls the C of each function at many points and compares what it gives, bit by bit, with what
// calx's evaluation gave here.
#pragma once

#include <calx/calx.hpp>

#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <random>
#include <string>
#include <tuple>
#include <vector>

namespace c_code {

// Each prints the checks of its functions; in files of their own, for the compilers' time.
void print_smooth();
void print_pieces();
void print_vectors();
void print_floats();
void print_long();

inline std::vector<std::string>& printed_names() {
  static std::vector<std::string> names;
  return names;
}

// All numbers of a result, in the order of its members.
template <class Real, class Value> void flatten(std::vector<Real>& to, Value const& value) {
  if constexpr (std::is_arithmetic_v<Value>) {
    to.push_back(value);
  } else if constexpr (requires { value.value; }) {
    flatten(to, value.value);
    if constexpr (requires { value.gradient; }) flatten(to, value.gradient);
    if constexpr (requires { value.hessian; }) flatten(to, value.hessian);
    if constexpr (requires { value.jacobian; }) flatten(to, value.jacobian);
  } else if constexpr (requires { value.begin(); }) {
    for (auto const& element : value) flatten(to, element);
  } else {
    std::apply([&](auto const&... part) { (flatten(to, part), ...); }, value);
  }
}

template <class Real> void print_number(Real x) {
  if (x != x) std::printf("NAN, ");
  else if (std::isinf(x)) std::printf(x < 0 ? "-INFINITY, " : "INFINITY, ");
  else std::printf(std::is_same_v<Real, float> ? "%af, " : "%a, ", static_cast<double>(x));
}
template <class Real> void print_table(char const* name, std::vector<std::vector<Real>> const& rows) {
  std::printf("static %s const %s[%zu][%zu] = {\n", std::is_same_v<Real, float> ? "float" : "double", name, rows.size(),
              rows[0].size());
  for (auto const& row : rows) {
    std::printf("  {");
    for (Real const x : row) print_number(x);
    std::printf("},\n");
  }
  std::printf("};\n");
}

// 200 points in [low, high]; then each special value in each place, the others as in a random point.
template <class Real> std::vector<std::vector<Real>> points(std::size_t size, double low, double high) {
  constexpr double big = std::numeric_limits<Real>::max(), tiny = std::numeric_limits<Real>::min();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::mt19937 generator(7);
  auto const random = [&] {
    std::vector<Real> p(size);
    for (Real& x : p) x = static_cast<Real>(low + (high - low) * (static_cast<double>(generator()) / 4294967296.0));
    return p;
  };
  std::vector<std::vector<Real>> result;
  for (int i = 0; i < 200; ++i) result.push_back(random());
  for (std::size_t k = 0; k < size && k < 8; ++k)
    for (double const x : {0.0, -0.0, 1.0, -1.0, 2.0, 0.5, -0.5, 30.0, -30.0, 800.0, -800.0, tiny, -tiny / 4, big, -big,
                           infinity, -infinity, double(NAN)}) {
      result.push_back(random());
      result.back()[k] = static_cast<Real>(x);
    }
  return result;
}

// One function: its C, its points and values, and a C function that compares. `sizes`: of each parameter, 0 for a number.
// evaluate(p): the value at the point whose coordinates start at p, in order of the parameters.
template <calx::fixed_string Name, class Real = double, class F, class Evaluate>
void print_check(F const& f, std::vector<int> const& sizes, double low, double high, Evaluate const& evaluate) {
  std::string const name(Name.view()), text(calx::to_c<Name, Real>(f).view());
  std::size_t coordinates = 0;
  std::string arguments;
  for (int const size : sizes) {
    arguments += (arguments.empty() ? "" : ", ") + std::string(size == 0 ? "p[" : "p + ") + std::to_string(coordinates) +
                 (size == 0 ? "]" : "");
    coordinates += static_cast<std::size_t>(size == 0 ? 1 : size);
  }
  auto const at = points<Real>(coordinates, low, high);
  std::vector<std::vector<Real>> expected(at.size());
  for (std::size_t i = 0; i < at.size(); ++i) flatten(expected[i], evaluate(at[i].data()));

  printed_names().push_back(name);
  std::printf("%s\n", text.c_str());
  print_table<Real>((name + "_at").c_str(), at);
  print_table<Real>((name + "_expected").c_str(), expected);
  bool const returns = text.find("CALX_FUNCTION void " + name + "(") == std::string::npos;
  std::string const call = returns ? "got[0] = " + name + "(" + arguments + ")" : name + "(" + arguments + ", got)";
  char const* const type = std::is_same_v<Real, float> ? "float" : "double";
  std::printf(
      "static int check_%s(void) {\n  int wrong = 0;\n  for (int i = 0; i < %zu; ++i) {\n    %s const* const p = %s_at[i];\n"
      "    %s got[%zu];\n    %s;\n    for (int k = 0; k < %zu; ++k)\n      wrong += differ(\"%s\", i, k, got[k], "
      "%s_expected[i][k]);\n  }\n  return wrong;\n}\n\n",
      name.c_str(), at.size(), type, name.c_str(), type, expected[0].size(), call.c_str(), expected[0].size(), name.c_str(),
      name.c_str());
}

inline void print_start() {
  std::printf(
      "#include <math.h>\n#include <stdio.h>\n#include <string.h>\n\n"
      "static int differ(char const* name, int i, int k, double got, double expected) {\n"
      "  if (memcmp(&got, &expected, sizeof got) == 0 || (got != got && expected != expected)) return 0;\n"
      "  printf(\"%%s, point %%d, number %%d: %%a instead of %%a\\n\", name, i, k, got, expected);\n  return 1;\n}\n\n");
}
inline void print_main() {
  std::printf("int main(void) {\n  int wrong = 0;\n");
  for (std::string const& name : printed_names()) std::printf("  wrong += check_%s();\n", name.c_str());
  std::printf("  return wrong != 0;\n}\n");
}

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

// Parameters x and y.
template <calx::fixed_string Name, class Real = double, class F> void check_plane(F const& f, double low, double high) {
  print_check<Name, Real>(f, {0, 0}, low, high, [&](Real const* p) { return f(x = p[0], y = p[1]); });
}

}  // namespace c_code
