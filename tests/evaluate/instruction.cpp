// SPDX-License-Identifier: Apache-2.0
#include <calx/evaluate/instruction.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(instructions)

namespace {

using calx::ins, calx::location, calx::opcode, calx::place, calx::rational;

constexpr int code(place where, int position) { return location{where, position}.code(); }

constexpr bool codes_come_back() {
  for (int p = 0; p < 8; ++p)
    for (int position : {0, 1, 77, 100000}) {
      location const l = calx::decode(code(static_cast<place>(p), position));
      if (l.where != static_cast<place>(p) || l.position != position) return false;
    }
  return true;
}
static_assert(codes_come_back());

template <class Real> struct memory {
  Real locals[2]{}, shared[2]{}, inputs[2]{Real(3), Real(4)}, captured[1]{Real(5)}, constants[1]{Real(7)}, outputs[2]{};
  constexpr calx::frame<Real> frame() { return {locals, shared, inputs, captured, constants, outputs}; }
};

// Every place can be read, every slot written; a target may be an operand.
constexpr bool places() {
  memory<double> m;
  auto const f = m.frame();
  constexpr int in0 = code(place::input, 0), in1 = code(place::input, 1), local = code(place::local, 1),
                shared = code(place::shared, 0), captured = code(place::captured, 0), constant = code(place::constant, 0),
                out = code(place::output, 1);
  ins<opcode::multiply, 0, local, in0, in1, 0>::run<double>(f);          // 12
  ins<opcode::add, 0, shared, local, captured, 0>::run<double>(f);       // 17
  ins<opcode::subtract, 0, local, shared, constant, 0>::run<double>(f);  // 10
  ins<opcode::multiply, 0, local, local, local, 0>::run<double>(f);      // 100
  ins<opcode::power, 2, out, in1, 0, 0>::run<double>(f);                 // 16
  ins<opcode::multiply_add, 0, out, out, in0, local>::run<double>(f);    // 148
  ins<opcode::add, 0, shared, code(place::number_pi, 0), code(place::number_e, 0), 0>::run<double>(f);
  return m.locals[1] == 100 && m.outputs[1] == 148 && m.locals[0] == 0 && m.shared[0] > 5.8598 && m.shared[0] < 5.8599;
}
static_assert(places());

constexpr bool arities() {
  memory<rational> m;
  auto const f = m.frame();
  constexpr int in0 = code(place::input, 0), in1 = code(place::input, 1), local = code(place::local, 0),
                out = code(place::output, 0);
  ins<opcode::less, 0, local, in0, in1, 0>::run<rational>(f);
  ins<opcode::where, 0, out, local, in0, in1>::run<rational>(f);
  ins<opcode::negate, 0, code(place::output, 1), in1, 0, 0>::run<rational>(f);
  return m.outputs[0] == rational(3) && m.outputs[1] == rational(-4);
}
static_assert(arities());

static_assert(calx::has_value_in<double, opcode::sin> && !calx::has_value_in<rational, opcode::sin> &&
              calx::has_value_in<rational, opcode::multiply>);

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(codes_come_back());
  BOOST_TEST(places());
  BOOST_TEST(arities());
}

BOOST_AUTO_TEST_SUITE_END()
