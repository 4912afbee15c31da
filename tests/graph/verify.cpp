// SPDX-License-Identifier: Apache-2.0
// Each fault, one graph that has it and no other.
#include <calx/graph/verify.hpp>

#include "../externals.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(verifier)

namespace {

using calx::graph, calx::node, calx::no_node, calx::opcode;

constexpr int arity_of(opcode operation) {  // the rows know; these are the ones used here
  switch (operation) {
    case opcode::input:
    case opcode::constant:
    case opcode::identity:
    case opcode::pi: return 0;
    case opcode::sin:
    case opcode::element:
    case opcode::placed:
    case opcode::fill:
    case opcode::sum:
    case opcode::maximum:
    case opcode::log_sum_exp:
    case opcode::product:
    case opcode::length:
    case opcode::segment:
    case opcode::pad:
    case opcode::transpose:
    case opcode::power: return 1;
    case opcode::recurrence:
    case opcode::external_two:
    case opcode::external_three: return 3;
    default: return 2;
  }
}

// %0 = x, %1 = 3, %2 = x + 3, %3 = sin(x + 3); a change may break it.
struct untouched {
  constexpr void operator()(graph&) const {}
};
constexpr graph sound() {
  calx::builder b;
  calx::node_id const x = b.input(0), three = b.constant(calx::number(calx::rational(3)));
  b.output(b.apply(opcode::sin, b.apply(opcode::add, x, three)));
  return b.take();
}
template <class Change>
constexpr calx::graph_fault fault_after(Change change, calx::dead_nodes dead = calx::dead_nodes::allowed) {
  graph g = sound();
  change(g);
  return calx::verify(g.view(), arity_of, dead);
}
template <class Change> constexpr bool says(Change change, int id, std::string_view reason) {
  calx::graph_fault const fault = fault_after(change);
  return fault.node == id && fault.reason == reason;
}

constexpr bool a_sound_graph(calx::dead_nodes dead) {
  return !fault_after(untouched{}, dead).found() && !calx::verify(graph{}.view(), arity_of, dead).found();
}
static_assert(a_sound_graph(calx::dead_nodes::forbidden));

constexpr bool arity_and_order(int two) {
  return says([&](graph& g) { g.nodes[two].operands[1] = no_node; }, 2, "an operand is missing: the operation takes more") &&
         says([&](graph& g) { g.nodes[two].operands[0] = no_node; }, 2, "an operand is missing: the operation takes more") &&
         says([&](graph& g) { g.nodes[3].operands[two] = 0; }, 3, "an operand too many: the operation takes fewer") &&
         says([&](graph& g) { g.nodes[0].operands[0] = 0; }, 0, "an operand too many: the operation takes fewer") &&
         says([&](graph& g) { g.nodes[two].operands[1] = 2; }, 2, "an operand does not come earlier than the node") &&
         says([&](graph& g) { g.nodes[two].operands[1] = 1000; }, 2, "an operand does not come earlier than the node") &&
         says([&](graph& g) { g.nodes[two].operands[1] = -5; }, 2, "an operand is not a node") &&
         says([&](graph& g) { g.nodes[two].operation = static_cast<opcode>(250); }, 2, "not an operation");
}
static_assert(arity_and_order(2));

constexpr bool uniqueness(int two) {
  return says([&](graph& g) { g.nodes.push(g.nodes[two]); }, 4, "the same node stands there already") &&
         says([&](graph& g) { g.constants.push(calx::number(calx::rational(3))); }, 1,
              "a constant stands twice in the table of constants");
}
static_assert(uniqueness(2));

constexpr bool payloads(int one) {
  return says([&](graph& g) { g.nodes[one].payload = 1; }, 1, "the constant is not in the table of constants") &&
         says([&](graph& g) { g.nodes[one].payload = -1; }, 1, "a negative position") &&
         says([&](graph& g) { g.nodes[3].payload = one; }, 3, "a payload where the operation has none") &&
         says([&](graph& g) { g.outputs[0] = 4 * one; }, 0, "an output is not a node") &&
         says([&](graph& g) { g.outputs.push(-one); }, 1, "an output is not a node");
}
static_assert(payloads(1));

constexpr bool shapes(int rows) {
  auto const vector = [&](graph& g, int id, int r) { g.nodes[id].shape = calx::vector_shape(r); };
  return says([&](graph& g) { vector(g, 0, rows); }, 2, "the shape does not follow from the operands") &&
         says([&](graph& g) { vector(g, 3, rows); }, 3, "the shape does not follow from the operands") &&
         says([&](graph& g) { vector(g, 0, 0); }, 0, "an extent is not positive") &&
         says([&](graph& g) { vector(g, 1, rows); }, 1, "the shape does not follow from the operands") &&
         says(
             [&](graph& g) {
               vector(g, 0, rows);
               g.nodes[1] = {opcode::input, {no_node, no_node, no_node}, 1, calx::vector_shape(rows + 1)};
             },
             2, "the shapes of the operands do not fit together") &&
         says(
             [&](graph& g) {
               vector(g, 0, rows);
               g.nodes[2] = {opcode::element, {0, no_node, no_node}, rows, {}};
             },
             2, "the array has no such element") &&
         !fault_after([&](graph& g) {
            vector(g, 0, rows);
            g.nodes[2] = {opcode::element, {0, no_node, no_node}, rows - 1, {}};
          }).found() &&
         !fault_after([&](graph& g) {
            for (int i : {0, 2, 3}) g.nodes[i].shape = calx::column_shape(1);
          }).found();
}
static_assert(shapes(3));

// %0 = x, a number, %1 = y, of 4 rows, %2 = z, 4 x 3, %3 = w, along axis 1, and a node of them.
constexpr std::string_view fault_of_array(node const& n) {
  calx::builder b;
  (void)b.input(0), (void)b.input(1, calx::vector_shape(4)), (void)b.input(2, calx::matrix_shape(4, 3));
  (void)b.input(3, calx::column_shape(1));
  b.output(b.intern(n));
  return calx::verify(b.view(), arity_of).reason;
}
constexpr bool arrays(int x) {
  int const y = x + 1, z = x + 2, w = x + 3;
  calx::array_shape const four = calx::vector_shape(4), matrix = calx::matrix_shape(4, 3), column = calx::column_shape(1);
  auto const fault = [](opcode operation, calx::array_shape const& s, int a, int b = no_node, int c = no_node,
                        int payload = 0) { return fault_of_array(calx::array_node(operation, s, a, b, c, payload)); };
  constexpr std::string_view shape = "the shape does not follow from the operands", negative = "a negative position",
                             longer = "a segment is longer than the array", missing = "the array has no such element";
  bool const sound = fault(opcode::element, {}, y, no_node, no_node, 3).empty() && fault(opcode::placed, four, x).empty() &&
                     fault(opcode::fill, matrix, y).empty() && fault(opcode::sum, four, z).empty() &&
                     fault(opcode::product, {}, w).empty() && fault(opcode::length, {}, w, no_node, no_node, 1).empty() &&
                     fault(opcode::segment, {}, w, no_node, no_node, -1).empty() && fault(opcode::pad, column, y).empty() &&
                     fault(opcode::matrix_product, calx::matrix_shape(4, 3), y, no_node) ==
                         "an operand is missing: the operation takes more" &&
                     fault(opcode::transpose, calx::matrix_shape(3, 4), z).empty() &&
                     fault(opcode::identity, {}, no_node).empty() && fault(opcode::recurrence, four, y, y, x, 1).empty() &&
                     fault(opcode::recurrence, column, x, w, x).empty();
  bool const shapes =
      fault(opcode::element, four, y) == shape && fault(opcode::product, four, y) == shape &&
      fault(opcode::length, four, y) == shape && fault(opcode::transpose, matrix, z) == shape &&
      fault(opcode::recurrence, {}, y, y, x) == shape &&
      fault(opcode::fill, {}, y) == "the array does not fit into what is filled" &&
      fault(opcode::sum, matrix, y) == "what is reduced does not reduce to this shape" &&
      fault(opcode::maximum, calx::vector_shape(3), z) == "what is reduced does not reduce to this shape" &&
      fault(opcode::log_sum_exp, column, z) == "what is reduced does not reduce to this shape" &&
      fault(opcode::product, {}, z) == "a product over a matrix" &&
      fault(opcode::identity, matrix, no_node) == "the identity matrix is not square" &&
      fault(opcode::recurrence, matrix, x, z, x) == "a recurrence over a matrix" &&
      fault(opcode::recurrence, four, w, y, x) == "the coefficients of a recurrence have another length" &&
      fault(opcode::recurrence, four, y, y, y) == "a recurrence does not start from a number" &&
      fault(opcode::matrix_product, {}, y, z) == "the first factor has not as many columns as the second has rows" &&
      fault(opcode::placed, four, y) == "what is placed in an array is no number" &&
      fault(opcode::segment, four, z) == "a segment has other columns" &&
      fault(opcode::segment, column, y) == "a segment along another axis";
  bool const payloads = fault(opcode::placed, four, x, no_node, no_node, 4) == missing &&
                        fault(opcode::placed, four, x, no_node, no_node, -1) == negative &&
                        fault(opcode::element, {}, w, no_node, no_node, -1) == negative &&
                        fault(opcode::segment, calx::vector_shape(2), y, no_node, no_node, 3) == longer &&
                        fault(opcode::segment, calx::vector_shape(2), y, no_node, no_node, -4) == longer &&
                        fault(opcode::pad, calx::vector_shape(5), y, no_node, no_node, 2) == longer &&
                        fault(opcode::recurrence, four, y, y, x, 2) == "a recurrence goes forwards, 0, or backwards, 1" &&
                        fault(opcode::recurrence, four, y, y, x, -1) == negative &&
                        fault(opcode::length, {}, y, no_node, no_node, 2) == "a length may be 0, 0, or may not, 1" &&
                        fault(opcode::fill, four, x, no_node, no_node, 1) == "a payload where the operation has none" &&
                        fault(opcode::fill, {{0, 0}, {}}, x) == "an extent is not positive" &&
                        fault(opcode::fill, {{-1, 3}, {}}, x) == "an extent is not positive";
  return sound && shapes && payloads;
}
static_assert(arrays(0));

constexpr bool dead_nodes(calx::dead_nodes dead) {
  auto const extra = [](graph& g) { g.nodes.push({opcode::pi}); };
  auto const constant = [](graph& g) { g.constants.push(calx::number(calx::rational(4))); };
  return !fault_after(extra).found() && fault_after(extra, dead).node == 4 &&
         fault_after(extra, dead).reason == "a dead node: no output needs it" && !fault_after(constant).found() &&
         fault_after(constant, dead).node == 1 && fault_after(constant, dead).reason == "a dead constant: no node names it";
}
static_assert(dead_nodes(calx::dead_nodes::forbidden));

// %0, %1, %2 = x, y, z, %3 = the function, %4 = first_of_three, %5 = blend(x, y, z); or %3 = tilt, %4 = tilt(x, y).
template <class Change> constexpr std::string_view fault_of_call(calx::external_function const& f, Change change) {
  calx::builder b;
  calx::node_id const x[] = {b.input(0), b.input(1), b.input(2)};
  b.output(calx::call_external(b, f, x));
  graph g = b.take();
  change(g);
  return calx::verify(g.view(), arity_of).reason;
}
constexpr bool functions(int first) {
  using calx_test::tilt, calx_test::blend;
  constexpr std::string_view stands = "a user's function stands where a number belongs",
                             unnamed = "the first operand does not name a user's function of as many arguments";
  auto const operand = [&](int node, int which, int id) {
    return [=](graph& g) { g.nodes[node].operands[which] = first + id; };
  };
  auto const name = [&](calx::external_function const& f) { return [&](graph& g) { g.constants[first].function = &f; }; };
  auto const outputs = [&](int id) { return [=](graph& g) { g.outputs[0] = id + first; }; };
  return fault_of_call(tilt, untouched{}).empty() && fault_of_call(blend, untouched{}).empty() &&
         fault_of_call(tilt, operand(4, 1, 3)) == stands && fault_of_call(blend, operand(5, 2, 4)) == stands &&
         fault_of_call(tilt, outputs(3)) == stands && fault_of_call(blend, outputs(4)) == stands &&
         fault_of_call(tilt, operand(4, 0, 0)) == unnamed && fault_of_call(blend, operand(5, 0, 3)) == unnamed &&
         fault_of_call(blend, operand(5, 0, 2)) == unnamed && fault_of_call(tilt, name(blend)) == unnamed &&
         fault_of_call(blend, name(tilt)) == unnamed;
}
static_assert(functions(0));

}  // namespace

BOOST_AUTO_TEST_CASE(faults) {
  BOOST_TEST(a_sound_graph(calx::dead_nodes::forbidden));
  BOOST_TEST(arity_and_order(2));
  BOOST_TEST(uniqueness(2));
  BOOST_TEST(payloads(1));
  BOOST_TEST(shapes(3));
  BOOST_TEST(arrays(0));
  BOOST_TEST(dead_nodes(calx::dead_nodes::forbidden));
  BOOST_TEST(functions(0));
}

BOOST_AUTO_TEST_SUITE_END()
