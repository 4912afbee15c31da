// SPDX-License-Identifier: Apache-2.0
#include <calx/print/c_code.hpp>

#include <calx/core/text.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string_view>

BOOST_AUTO_TEST_SUITE(c_code)

namespace {

using calx::c_source, calx::input_info, calx::instruction, calx::location, calx::number, calx::opcode, calx::place,
    calx::rational;

struct sink {
  calx::text<2000> written{};
  constexpr void append(char c) { written.append(std::string_view(&c, 1)); }
};
struct no_numbers {
  constexpr double operator()(int) const { return -0.5; }
};

constexpr int at(place where, int position = 0) { return location{where, position}.code(); }
constexpr int x = at(place::input, 0), y = at(place::input, 1), two = at(place::constant, 0),
              minus_third = at(place::constant, 1);
constexpr number constants[] = {number(rational(2)), number(rational(-1, 3))};
constexpr input_info inputs[] = {{"x", {}, false}, {"y", {}, false}};
constexpr int computed[] = {-1};

// The line that one instruction on x and y becomes.
template <class Real = double> constexpr auto line_of(instruction const& one) {
  c_source f;
  f.name = "f";
  f.code = &one, f.length = 1;
  f.constants = constants;
  f.outputs = computed, f.output_count = 1;
  f.inputs = inputs, f.input_count = 2;
  f.returns_value = true;
  sink out;
  calx::detail::write_c<Real>(out, f, no_numbers{});
  std::string_view const text = out.written;
  std::size_t const first = text.find("return ", text.find(" f("));
  return calx::text<200>(text.substr(first, text.find(';', first) - first));
}
template <class Real = double>
constexpr bool is(std::string_view expected, opcode operation, int a, int b = 0, int c = 0, int payload = 0) {
  return line_of<Real>({operation, payload, at(place::output), {a, b, c}}) == expected;
}
static_assert(!is("return x - y", opcode::add, x, y));  // the helper can fail

constexpr bool operands_are_put_into_forms() {
  return is("return x + y", opcode::add, x, y) && is("return x*2.0", opcode::multiply, x, two) &&
         is("return -x", opcode::negate, x) && is("return x*y + 2.0", opcode::multiply_add, x, y, two) &&
         is("return y - 2.0*x", opcode::subtract_product, two, x, y) &&
         is("return x - (-1.0/3.0)", opcode::subtract, x, minus_third) &&
         is("return x*(-1.0/3.0)", opcode::multiply, x, minus_third) &&
         is("return -1.0/3.0*x", opcode::multiply, minus_third, x) &&
         is("return -0.5 + x", opcode::add, at(place::captured), x) &&
         is("return x/(-0.5)", opcode::divide, x, at(place::captured)) &&
         is("return x + 3.141592653589793", opcode::add, x, at(place::number_pi)) &&
         is("return x + 2.718281828459045", opcode::add, x, at(place::number_e));
}
static_assert(operands_are_put_into_forms());

constexpr bool functions_are_called() {
  return is("return sqrt(x)", opcode::square_root, x) && is("return fabs(-1.0/3.0)", opcode::abs, minus_third) &&
         is("return atan2(y, x)", opcode::atan2, y, x) && is("return calx_sigmoid(x)", opcode::sigmoid, x) &&
         is("return calx_whole_power(x, -3)", opcode::power, x, 0, 0, -3) &&
         is("return x > 0.0 ? x + log1p(exp(-x)) : log1p(exp(x))", opcode::softplus, x) &&
         is("return x < y || x != x ? x : y", opcode::min, x, y) && is("return x ? y : 2.0", opcode::where, x, y, two);
}
static_assert(functions_are_called());

constexpr bool floats_have_suffixes() {
  return is<float>("return x*2.0f", opcode::multiply, x, two) && is<float>("return cbrtf(x)", opcode::cube_root, x) &&
         is<float>("return calx_whole_powerf(x, 3)", opcode::power, x, 0, 0, 3) &&
         is<float>("return x + 3.141592653589793f", opcode::add, x, at(place::number_pi)) &&
         is<float>("return x > 0.0f ? 1.0f : x < 0.0f ? -1.0f : x", opcode::sign, x) &&
         is<float>("return fabsf(-1.0f/3.0f)", opcode::abs, minus_third);
}
static_assert(floats_have_suffixes());

// Every row has a form, or a function of its name in math.h.
constexpr bool every_row_has_c() {
  for (int i = 0; i < calx::opcode_count; ++i) {
    auto const operation = static_cast<opcode>(i);
    calx::operation_facts const& facts = calx::facts_of(operation);
    if (facts.arity == 0 || calx::is_array_operation(operation) || calx::is_external(operation) || facts.expands_in_code)
      continue;
    if (facts.c_form.empty() && !calx::detail::is_one_of(calx::detail::library_names, facts.name)) return false;
    bool const calls_own = facts.c_form.substr(0, 5) == "calx_";
    if (calls_own == facts.c_definition.empty()) return false;
    std::string_view const called = facts.c_form.substr(0, facts.c_form.find('('));
    if (calls_own && !calx::detail::has_call_of(called, facts.c_definition)) return false;
  }
  return true;
}
static_assert(every_row_has_c());

// A slot is filled twice; an output is used and repeated; an input is not used.
constexpr auto slots_and_outputs() {
  int const slot = at(place::local, 0), shared = at(place::shared, 0), first = at(place::output, 0);
  instruction const code[] = {{opcode::exp, 0, slot, {x, 0, 0}},
                              {opcode::less, 0, shared, {slot, two, 0}},
                              {opcode::sin, 0, slot, {slot, 0, 0}},
                              {opcode::where, 0, first, {shared, slot, x}},
                              {opcode::add, 0, at(place::output, 1), {first, slot, 0}}};
  int const outputs[] = {-1, -1, first, x};
  c_source f;
  f.name = "f";
  f.code = code, f.length = 5;
  f.constants = constants;
  f.outputs = outputs, f.output_count = 4;
  f.locals = f.shared = 1;
  f.inputs = inputs, f.input_count = 2;
  f.output_names = "f\n*/\\\n?\ndf/dx\n";
  sink out;
  calx::detail::write_c<double>(out, f, no_numbers{});
  return out.written;
}
constexpr std::string_view expected_slots = R"(#include <math.h>

#ifndef CALX_FUNCTION
#define CALX_FUNCTION
#endif

CALX_FUNCTION void f(double x, double y, double out[4]) {
  (void)y;
  double const t0 = exp(x);
  int const t1 = t0 < 2.0;
  double const t2 = sin(t0);
  double const t3 = t1 ? t2 : x;
  out[0] = t3;  // f
  out[1] = t3 + t2;  // /
  out[2] = t3;  // 
  out[3] = x;  // df/dx
}
)";
static_assert(slots_and_outputs() == expected_slots);

}  // namespace

BOOST_AUTO_TEST_CASE(instructions) {
  BOOST_TEST(operands_are_put_into_forms());
  BOOST_TEST(functions_are_called());
  BOOST_TEST(floats_have_suffixes());
}
BOOST_AUTO_TEST_CASE(rows) { BOOST_TEST(every_row_has_c()); }
BOOST_AUTO_TEST_CASE(programs) { BOOST_TEST(slots_and_outputs().view() == expected_slots); }

BOOST_AUTO_TEST_SUITE_END()
