// SPDX-License-Identifier: Apache-2.0
// Writes a random program in calx's syntax: formulas as users write them, each beside the same formula in plain C++ on a number
// type of reference.hpp, and the comparisons of calx's values, gradients and Hessians with it.
//
//   fuzz_generate <seed> <formulas> > program.cpp
//
// Everything is decided by the seed. A formula is tried out while it is written, at a few points in double, so that most of it
// is defined at most points.
#include "../random_graph.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

namespace {

using calx_test::random_source;
using values = std::vector<double>;  // of the names that a piece may use
using function = std::function<double(values const&)>;

// A part of a formula, spelled twice, and what it computes.
struct piece {
  std::string calx{};
  std::string plain{};
  function at{};
};

struct condition_piece {
  std::string calx{};
  std::string plain{};
  std::function<bool(values const&)> at{};
};

std::string text_of(double number) {
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", number);
  std::string result = text;
  return result.find_first_of(".en") == std::string::npos ? result + ".0" : result;
}

struct unary_operation {
  char const* name;
  double (*at)(double);
};
double sigmoid_of(double x) { return 1 / (1 + std::exp(-x)); }
double softplus_of(double x) { return std::log1p(std::exp(x)); }
double sign_of(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }
double square_of(double x) { return x * x; }
constexpr unary_operation unary_operations[] = {
    {"sqrt", std::sqrt},   {"cbrt", std::cbrt}, {"exp", std::exp},     {"exp2", std::exp2},     {"expm1", std::expm1},
    {"log", std::log},     {"log2", std::log2}, {"log10", std::log10}, {"log1p", std::log1p},   {"sin", std::sin},
    {"cos", std::cos},     {"tan", std::tan},   {"asin", std::asin},   {"acos", std::acos},     {"atan", std::atan},
    {"sinh", std::sinh},   {"cosh", std::cosh}, {"tanh", std::tanh},   {"asinh", std::asinh},   {"acosh", std::acosh},
    {"atanh", std::atanh}, {"erf", std::erf},   {"erfc", std::erfc},   {"sigmoid", sigmoid_of}, {"softplus", softplus_of},
    {"abs", std::fabs},    {"sign", sign_of},   {"square", square_of}};

// Where a piece stands: outside, on variables; or inside a traced lambda, on its parameters, where numbers are bare and both
// spellings are the same text.
struct place {
  std::vector<piece> leaves;
  std::vector<values> samples;
  bool traced = false;
};

class writer {
 public:
  writer(std::uint64_t seed, int formulas) : seed_(seed), random_(seed * 7919 + 17), formulas_(formulas) {}

  std::string program() {
    line("// Made by tests/fuzz/generate.cpp: seed " + std::to_string(seed_));
    line("#include <calx/core.hpp>\n");
    line("#include \"reference.hpp\"\n");
    line("using namespace calx::literals;\nusing namespace calx_fuzz;\n");
    line("namespace {\n");
    line("constexpr auto x = calx::var<\"x\">;\nconstexpr auto y = calx::var<\"y\">;\nconstexpr auto z = calx::var<\"z\">;");
    line("constexpr auto v = calx::vec<\"v\", 3>;\n");
    for (int i = 0; i < formulas_; ++i) formula(i);
    line("}  // namespace\n");
    line("int main() {\n  checker check;");
    for (int i = 0; i < formulas_; ++i) line("  formula_" + std::to_string(i) + "::run(check);");
    line("  return check.finish();\n}");
    return text_;
  }

 private:
  void line(std::string const& text) { text_ += text + '\n'; }
  template <std::size_t Count> char const* one_of(char const* const (&list)[Count]) {
    return list[random_.below(static_cast<int>(Count))];
  }
  bool chance(int percent) { return random_.below(100) < percent; }

  // ---- points

  double coordinate() {
    static constexpr double special[] = {0, 1, -1, 0.5, 2, 1e-3, -0.25, 20, -30, 1e-9};
    if (chance(12)) return special[random_.below(10)];
    double const number = 5 * random_.unit() - 2;
    return chance(50) ? number : std::round(number * 64) / 64;
  }
  values random_values() {
    values p;
    for (int i = 0; i < 6; ++i) p.push_back(coordinate());
    return p;
  }

  // ---- pieces

  place outside() {
    place p;
    static constexpr char const* names[] = {"x", "y", "z", "v[0_c]", "v[1_c]", "v[2_c]"};
    for (std::size_t i = 0; i < 6; ++i)
      p.leaves.push_back({names[i], "a[" + std::to_string(i) + "]", [i](values const& at) { return at[i]; }});
    for (int i = 0; i < 12; ++i) p.samples.push_back(random_values());
    return p;
  }

  bool is_sound(place const& where, function const& f) const {
    int sound = 0;
    for (values const& at : where.samples) {
      double const result = f(at);
      sound += std::isfinite(result) && std::fabs(result) < 1e5 ? 1 : 0;
    }
    return sound * 4 >= static_cast<int>(where.samples.size()) * 3;
  }

  // A number that stands bare beside an expression: a capture.
  piece bare_number() {
    struct spelled {
      char const* text;
      double value;
    };
    static constexpr spelled numbers[] = {
        {"2", 2},           {"3", 3},     {"-1", -1},        {"1", 1},         {"10", 10},
        {"0.5", 0.5},       {"0.1", 0.1}, {"1.5", 1.5},      {"-2.25", -2.25}, {"0.75f", 0.75},
        {"2.5e-3", 2.5e-3}, {"3.7", 3.7}, {"0.125L", 0.125}, {"7u", 7},        {"4", 4}};
    spelled const n = numbers[random_.below(15)];
    return {n.text, std::string("T(") + n.text + ")", [n](values const&) { return n.value; }};
  }
  piece run_time_number() {
    uses_run_time_ = true;
    std::size_t const which = static_cast<std::size_t>(random_.below(2));
    double const value = run_time_numbers[which];
    return {"k" + std::to_string(which), "T(" + text_of(value) + ")", [value](values const&) { return value; }};
  }
  static constexpr double run_time_numbers[] = {1.375, -0.6};

  piece constant() {
    switch (random_.below(6)) {
      case 0: return {"calx::pi", "pi<T>()", [](values const&) { return 3.141592653589793; }};
      case 1: return {"calx::e", "e<T>()", [](values const&) { return 2.718281828459045; }};
      case 2: {
        int const p = random_.below(9) + 1, q = random_.below(9) + 2;
        return {"calx::constant<" + std::to_string(p) + ", " + std::to_string(q) + ">",
                "quotient<T>(" + std::to_string(p) + ", " + std::to_string(q) + ")",
                [p, q](values const&) { return static_cast<double>(p) / q; }};
      }
      case 3: {
        int const p = random_.below(9) + 1;
        return {std::to_string(p) + "_c", "T(" + std::to_string(p) + ")", [p](values const&) { return p; }};
      }
      default: {
        int const hundredths = 5 * random_.below(60) + 5;
        char text[20];
        std::snprintf(text, sizeof text, "%d.%02d_c", hundredths / 100, hundredths % 100);
        return {text, "quotient<T>(" + std::to_string(hundredths) + ", 100)",
                [hundredths](values const&) { return hundredths / 100.0; }};
      }
    }
  }
  piece number_beside(place const& where) {
    if (where.traced) {
      piece n = bare_number();
      n.plain = n.calx;
      return n;
    }
    if (run_time_allowed_ && chance(25)) return run_time_number();
    return chance(60) ? bare_number() : constant();
  }

  piece leaf(place const& where) {
    if (!where.traced && chance(6)) return constant();
    return where.leaves[static_cast<std::size_t>(random_.below(static_cast<int>(where.leaves.size())))];
  }

  piece infix(char const* sign, piece const& a, piece const& b, function at) {
    return {"(" + a.calx + " " + sign + " " + b.calx + ")", "(" + a.plain + " " + sign + " " + b.plain + ")", std::move(at)};
  }
  piece call(std::string const& name, piece const& a, function at) {
    return {name + "(" + a.calx + ")", name + "(" + a.plain + ")", std::move(at)};
  }
  piece call(std::string const& name, piece const& a, piece const& b, function at) {
    return {name + "(" + a.calx + ", " + b.calx + ")", name + "(" + a.plain + ", " + b.plain + ")", std::move(at)};
  }

  piece arithmetic(piece const& a, piece const& b) {
    switch (random_.below(8)) {
      case 0:
      case 1: return infix("+", a, b, [a, b](values const& at) { return a.at(at) + b.at(at); });
      case 2:
      case 3: return infix("-", a, b, [a, b](values const& at) { return a.at(at) - b.at(at); });
      case 4:
      case 5:
      case 6: return infix("*", a, b, [a, b](values const& at) { return a.at(at) * b.at(at); });
      default: return infix("/", a, b, [a, b](values const& at) { return a.at(at) / b.at(at); });
    }
  }

  piece power_of(place const& where, piece const& a, int budget) {
    switch (random_.below(where.traced ? 2 : 5)) {
      case 0: {
        int const n = random_.below(8) - 2;
        return call("pow<" + std::to_string(n) + ">", a, [a, n](values const& at) { return std::pow(a.at(at), n); });
      }
      case 1: {
        int const n = random_.below(6) - 1;
        std::string const text = ", " + std::to_string(n) + ")";
        return {"pow(" + a.calx + text, "pow(" + a.plain + text, [a, n](values const& at) { return std::pow(a.at(at), n); }};
      }
      case 2: {
        static constexpr double exponents[] = {0.5, 1.5, -0.75, 2.0, 3.0, -1.0};
        double const n = exponents[random_.below(6)];
        return {"pow(" + a.calx + ", " + text_of(n) + ")", "pow(" + a.plain + ", T(" + text_of(n) + "))",
                [a, n](values const& at) { return std::pow(a.at(at), n); }};
      }
      case 3: {
        piece const n = constant();
        return call("pow", a, n, [a, n](values const& at) { return std::pow(a.at(at), n.at(at)); });
      }
      default: {
        piece const n = any(where, budget / 2);
        return call("pow", a, n, [a, n](values const& at) { return std::pow(a.at(at), n.at(at)); });
      }
    }
  }

  piece of_two(piece const& a, piece const& b) {
    switch (random_.below(4)) {
      case 0: return call("atan2", a, b, [a, b](values const& at) { return std::atan2(a.at(at), b.at(at)); });
      case 1: return call("hypot", a, b, [a, b](values const& at) { return std::hypot(a.at(at), b.at(at)); });
      case 2: return call("min", a, b, [a, b](values const& at) { return std::fmin(a.at(at), b.at(at)); });
      default: return call("max", a, b, [a, b](values const& at) { return std::fmax(a.at(at), b.at(at)); });
    }
  }

  condition_piece comparison(place const& where, int budget) {
    piece const a = any(where, budget / 2), b = chance(50) ? number_beside(where) : any(where, budget / 2);
    static constexpr char const* signs[] = {"<", "<=", ">", ">="};
    int const which = random_.below(4);
    auto const side = [&](std::string const& l, std::string const& r) { return "(" + l + " " + signs[which] + " " + r + ")"; };
    return {side(a.calx, b.calx), side(a.plain, b.plain), [a, b, which](values const& at) {
              double const p = a.at(at), q = b.at(at);
              return which == 0 ? p < q : which == 1 ? p <= q : which == 2 ? p > q : p >= q;
            }};
  }
  condition_piece condition(place const& where, int budget) {
    condition_piece const a = comparison(where, budget);
    if (chance(60)) return a;
    if (chance(30)) return {"!" + a.calx, "!" + a.plain, [a](values const& at) { return !a.at(at); }};
    condition_piece const b = comparison(where, budget);
    if (chance(50))
      return {"(" + a.calx + " && " + b.calx + ")", "(" + a.plain + " && " + b.plain + ")",
              [a, b](values const& at) { return a.at(at) && b.at(at); }};
    return {"(" + a.calx + " || " + b.calx + ")", "(" + a.plain + " || " + b.plain + ")",
            [a, b](values const& at) { return a.at(at) || b.at(at); }};
  }
  piece choice(place const& where, int budget) {
    condition_piece const c = condition(where, budget / 3);
    piece const a = any(where, budget / 2), b = chance(30) ? number_beside(where) : any(where, budget / 2);
    return {"where(" + c.calx + ", " + a.calx + ", " + b.calx + ")", "where(" + c.plain + ", " + a.plain + ", " + b.plain + ")",
            [c, a, b](values const& at) { return c.at(at) ? a.at(at) : b.at(at); }};
  }

  // One operation on top of what `budget` has left; it may be undefined at too many points.
  piece attempt(place const& where, int budget) {
    int const kind = random_.below(100);
    if (kind < 34) return arithmetic(any(where, budget / 2), any(where, budget - budget / 2));
    if (kind < 48) {
      piece const a = any(where, budget - 1), n = number_beside(where);
      return chance(50) ? arithmetic(a, n) : arithmetic(n, a);
    }
    if (kind < 53) {
      piece const a = any(where, budget - 1);
      return {"(-" + a.calx + ")", "(-" + a.plain + ")", [a](values const& at) { return -a.at(at); }};
    }
    if (kind < 62) return power_of(where, any(where, budget - 1), budget);
    if (kind < 68) return of_two(any(where, budget / 2), chance(20) ? number_beside(where) : any(where, budget / 2));
    if (kind < 74) return choice(where, budget);
    unary_operation const& f = unary_operations[random_.below(static_cast<int>(std::size(unary_operations)))];
    piece const a = any(where, budget - 1);
    return call(f.name, a, [a, &f](values const& at) { return f.at(a.at(at)); });
  }

  piece any(place const& where, int budget) {
    if (budget <= 1) return leaf(where);
    if (!where.traced && !where.leaves.empty() && chance(18)) return leaf(where);
    for (int tries = 0; tries < 12; ++tries) {
      piece const result = attempt(where, budget);
      if (is_sound(where, result.at) || chance(2)) return result;
    }
    return leaf(where);
  }

  // ---- what has a name of its own

  // constexpr auto part0 = ...; used by name, and composed: part0(x = ...).
  void shared_part(place& where, int number) {
    bool const allowed = run_time_allowed_;
    run_time_allowed_ = false;
    piece const p = any(where, 4 + random_.below(4));
    run_time_allowed_ = allowed;
    std::string const name = "part" + std::to_string(number);
    bool const is_expression = p.calx.find_first_of("xyzv") != std::string::npos;
    if (!is_expression) return;
    line("[[maybe_unused]] constexpr auto " + name + " = " + p.calx + ";");
    line("template <class T> T plain_" + name + "([[maybe_unused]] arguments<T> const& a) {\n  return " + p.plain + ";\n}");
    for (int i = 0; i < 3; ++i) where.leaves.push_back({name, "plain_" + name + "<T>(a)", p.at});
    function const f = p.at;
    static constexpr char const* names[] = {"x", "y", "z"};
    std::size_t const slot = static_cast<std::size_t>(random_.below(3)), second = (slot + 1) % 3;
    piece const inner = any(where, 4), other = any(where, 3);
    switch (random_.below(4)) {
      case 0:
        compose(where, name + "(" + names[slot] + " = " + inner.calx + ")",
                "plain_" + name + "<T>(with(a, " + std::to_string(slot) + ", " + inner.plain + "))",
                [f, inner, slot](values at) {
                  at[slot] = inner.at(at);
                  return f(at);
                });
        break;
      case 1:
        compose(
            where,
            "substitute(" + name + ", " + names[slot] + " = " + inner.calx + ", " + names[second] + " = " + other.calx + ")",
            "plain_" + name + "<T>(with(with(a, " + std::to_string(slot) + ", " + inner.plain + "), " + std::to_string(second) +
                ", " + other.plain + "))",
            [f, inner, other, slot, second](values at) {
              double const p1 = inner.at(at), p2 = other.at(at);
              at[slot] = p1, at[second] = p2;
              return f(at);
            });
        break;
      case 2:
        compose(where, name + "(v = calx::vector(" + inner.calx + ", y, " + other.calx + "))",
                "plain_" + name + "<T>(with_vector(a, std::array<T, 3>{" + inner.plain + ", a[1], " + other.plain + "}))",
                [f, inner, other](values at) {
                  double const p1 = inner.at(at), p2 = other.at(at);
                  at[3] = p1, at[4] = at[1], at[5] = p2;
                  return f(at);
                });
        break;
      default: break;
    }
  }
  void compose(place& where, std::string calx, std::string plain, function at) {
    if (!is_sound(where, at)) return;
    for (int i = 0; i < 3; ++i) where.leaves.push_back({calx, plain, at});
  }

  // A traced lambda with a loop, on two scalars or on a vector.
  void traced_part(place& where, int number) {
    bool const on_vector = chance(40);
    place inside;
    inside.traced = true;
    auto const name_of_leaf = [&](char const* name, std::size_t i) {
      inside.leaves.push_back({name, name, [i](values const& at) { return at[i]; }});
    };
    name_of_leaf("s", 0);
    name_of_leaf(on_vector ? "w[i]" : "p", 1);
    if (!on_vector) name_of_leaf("q", 2);
    name_of_leaf(on_vector ? "w[2 - i]" : "p", on_vector ? 2 : 1);
    for (int i = 0; i < 12; ++i) {
      values at = random_values();
      at[0] /= 2;
      inside.samples.push_back(at);
    }
    piece const body = any(inside, 3 + random_.below(3));
    int const rounds = on_vector ? 3 : 2 + random_.below(3);
    std::string const name = "loop" + std::to_string(number), first = on_vector ? "w[0]" : "p";
    bool const adds = chance(50);
    std::string const start = chance(50) ? "0 * " + first : "1 - " + first;
    bool const from_zero = start[0] == '0';
    line("[[maybe_unused]] constexpr auto " + name + " = [](auto const& " +
         (on_vector ? "w" : "p, [[maybe_unused]] auto const& q") + ") {");
    line("  auto s = " + start + ";");
    line("  for (std::size_t i = 0; i < " + std::string(on_vector ? "w.size()" : std::to_string(rounds)) + "; ++i) s " +
         (adds ? "+= " : "= 0.5 * s + ") + body.calx + ";");
    line("  return s;\n};");
    function const step = body.at;
    auto const run = [=](double p, double q, double r) {
      double s = from_zero ? 0 : 1 - p;
      for (int i = 0; i < rounds; ++i) {
        double const w[] = {p, q, r};
        values at = on_vector ? values{s, w[i % 3], w[2 - i % 3]} : values{s, p, q};
        at.resize(6);
        s = adds ? s + step(at) : 0.5 * s + step(at);
      }
      return s;
    };
    piece const one = any(where, 3), two = any(where, 3);
    if (!on_vector)
      return compose(where, "calx::trace<" + name + ">(" + one.calx + ", " + two.calx + ")",
                     name + "(" + one.plain + ", " + two.plain + ")",
                     [run, one, two](values const& at) { return run(one.at(at), two.at(at), 0); });
    if (chance(50))
      return compose(where, "calx::trace<" + name + ">(v)", name + "(vector_of(a))",
                     [run](values const& at) { return run(at[3], at[4], at[5]); });
    compose(where, "calx::trace<" + name + ">(calx::vector(x, " + one.calx + ", " + two.calx + "))",
            name + "(std::array<T, 3>{a[0], " + one.plain + ", " + two.plain + "})",
            [run, one, two](values const& at) { return run(at[0], one.at(at), two.at(at)); });
  }

  // ---- a formula, and its comparisons

  void formula(int number) {
    line("namespace formula_" + std::to_string(number) + " {");
    place where = outside();
    uses_run_time_ = false;
    run_time_allowed_ = false;
    int const parts = random_.below(3);
    for (int i = 0; i < parts; ++i) chance(55) ? shared_part(where, i) : traced_part(where, i);
    run_time_allowed_ = chance(30);
    piece f;
    do f = any(where, 5 + random_.below(9));
    while (f.calx.size() < 12 || !is_sound(where, f.at) || f.calx.find_first_of("xyzv") == std::string::npos);
    line("struct plain {\n  template <class T> static T at([[maybe_unused]] arguments<T> const& a) {\n    return " + f.plain +
         ";\n  }\n};");
    if (!uses_run_time_) line("constexpr auto f = " + f.calx + ";");
    line("void run(checker& check) {");
    if (uses_run_time_) {
      for (std::size_t i = 0; i < 2; ++i)
        line("  [[maybe_unused]] double const k" + std::to_string(i) + " = known_at_run_time(" + text_of(run_time_numbers[i]) +
             ");");
      line("  auto const f = " + f.calx + ";");
    }
    line("  check.formula(R\"(seed " + std::to_string(seed_) + ", formula " + std::to_string(number) + ": " + f.calx +
         ")\", plain{});");
    comparisons();
    line("}\n}  // namespace formula_" + std::to_string(number) + "\n");
  }

  std::string braces(values const& p) {
    std::string result = "{";
    for (std::size_t i = 0; i < p.size(); ++i) result += (i > 0 ? ", " : "") + text_of(p[i]);
    return result + "}";
  }
  static std::string bound(std::string const& p, char const* real = "double") {
    std::string const r = real, open = r == "double" ? "" : "static_cast<" + r + ">(", close = r == "double" ? "" : ")";
    auto const at = [&](int i) { return open + p + "[" + std::to_string(i) + "]" + close; };
    return "(x = " + at(0) + ", y = " + at(1) + ", z = " + at(2) + ", v = std::array<" + r + ", 3>{" + at(3) + ", " + at(4) +
           ", " + at(5) + "})";
  }

  struct asked {
    std::string names{};
    std::vector<int> slots{};   // first slot of each
    std::vector<int> widths{};  // 1 or 3
  };
  asked random_variables() {
    static constexpr char const* names[] = {"x", "y", "z", "v"};
    std::array<int, 4> order{0, 1, 2, 3};
    for (int i = 3; i > 0; --i)
      std::swap(order[static_cast<std::size_t>(i)], order[static_cast<std::size_t>(random_.below(i + 1))]);
    int const count = 1 + random_.below(4);
    asked result;
    for (int i = 0; i < count; ++i) {
      int const k = order[static_cast<std::size_t>(i)];
      result.names += std::string(i > 0 ? ", " : "") + names[k];
      result.slots.push_back(k), result.widths.push_back(k == 3 ? 3 : 1);
    }
    return result;
  }
  static bool is_one_array(asked const& by) {
    bool all_scalars = true;
    for (int const w : by.widths) all_scalars = all_scalars && w == 1;
    return all_scalars || by.slots.size() == 1;
  }
  void compare_slopes(std::string const& how, std::string const& slopes, asked const& by) {
    int position = 0;
    for (std::size_t i = 0; i < by.slots.size(); ++i) {
      std::string const block = is_one_array(by) ? slopes : "std::get<" + std::to_string(i) + ">(" + slopes + ")";
      for (int k = 0; k < by.widths[i]; ++k) {
        bool const indexed = is_one_array(by) || by.widths[i] == 3;
        std::string const index = is_one_array(by) ? std::to_string(position) : std::to_string(k);
        line("    check.slope(\"" + how + "\", " + std::to_string(by.slots[i] + k) + ", " + block +
             (indexed ? "[" + index + "]" : "") + ");");
        ++position;
      }
    }
  }

  void comparisons() {
    line("  static constexpr point points[] = {");
    for (int i = 0; i < 6; ++i) line("      " + braces(random_values()) + ",");
    line("  };");
    line("  for (point const& p : points) {\n    check.at(p);");
    line("    check.value(\"value\", f" + bound("p") + ");");
    asked const by = random_variables();
    line("    auto const [value, slopes] = value_and_gradient(f, " + by.names + ")" + bound("p") + ";");
    line("    check.value(\"value_and_gradient\", value);");
    compare_slopes("value_and_gradient", "slopes", by);
    std::string const variable = one_of(scalars), other = one_of(scalars);
    int const slot = variable[0] - 'x', other_slot = other[0] - 'x';
    if (chance(35)) line("    check.value(\"as_written\", calx::as_written(f)" + bound("p") + ");");
    if (chance(35))
      line("    check.slope(\"derivative\", " + std::to_string(slot) + ", derivative(f, " + variable + ")" + bound("p") + ");");
    if (chance(20)) line("    check.value(\"long double\", f" + bound("p", "long double") + ");");
    if (chance(20))
      line(
          "    check.value(\"function\", calx::function(f, y, v, x, z)(p[1], std::array<double, 3>{p[3], p[4], p[5]}, p[0], "
          "p[2]));");
    if (!uses_run_time_ && chance(35)) {
      asked const fixed_by = random_variables();
      line("    auto const fixed_slopes = gradient(calx::fixed<f>, " + fixed_by.names + ")" + bound("p") + ";");
      compare_slopes("gradient of fixed", "fixed_slopes", fixed_by);
      line("    check.value(\"fixed\", calx::fixed<f>" + bound("p") + ");");
    }
    if (chance(25)) {
      line("    check.curvature(\"derivative of derivative\", " + std::to_string(slot) + ", " + std::to_string(other_slot) +
           ", derivative(derivative(f, " + variable + "), " + other + ")" + bound("p") + ");");
      if (chance(50))
        line("    check.curvature(\"derivative<2>\", " + std::to_string(slot) + ", " + std::to_string(slot) +
             ", derivative<2>(f, " + variable + ")" + bound("p") + ");");
    }
    if (chance(35)) hessian();
    line("  }");
    if (!uses_run_time_ && chance(50)) at_compile_time();
  }
  static constexpr char const* const scalars[] = {"x", "y", "z"};

  void hessian() {
    asked const by = random_variables();
    bool const all = chance(50);
    line("    auto const second = " + std::string(all ? "value_gradient_hessian" : "hessian") + "(f, " + by.names + ")" +
         bound("p") + ";");
    if (all) compare_slopes("value_gradient_hessian", "second.gradient", by);
    if (all) line("    check.value(\"value_gradient_hessian\", second.value);");
    std::vector<int> flat;
    for (std::size_t i = 0; i < by.slots.size(); ++i)
      for (int k = 0; k < by.widths[i]; ++k) flat.push_back(by.slots[i] + k);
    std::string list;
    for (int const s : flat) list += (list.empty() ? "" : ", ") + std::to_string(s);
    line("    constexpr int second_by[] = {" + list + "};");
    line(
        "    for (std::size_t i = 0; i < std::size(second_by); ++i)\n      for (std::size_t j = 0; j < std::size(second_by); "
        "++j)");
    line("        check.curvature(\"" + std::string(all ? "value_gradient_hessian" : "hessian") +
         "\", second_by[i], second_by[j], second" + (all ? ".hessian" : "") + "[i][j]);");
  }

  void at_compile_time() {
    asked const by = random_variables();
    line("  static constexpr point here = " + braces(random_values()) + ";");
    line("  constexpr auto known = value_and_gradient(f, " + by.names + ")" + bound("here") + ";");
    line("  check.at(here);");
    line("  check.value(\"constexpr\", known.value);");
    compare_slopes("constexpr", "known.gradient", by);
  }

  std::uint64_t seed_;
  random_source random_;
  int formulas_;
  std::string text_{};
  bool uses_run_time_ = false;
  bool run_time_allowed_ = false;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fprintf(stderr, "usage: fuzz_generate <seed> <formulas>\n");
    return 2;
  }
  std::fputs(writer(std::strtoull(arguments[1], nullptr, 10), std::atoi(arguments[2])).program().c_str(), stdout);
}
