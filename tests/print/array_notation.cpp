// SPDX-License-Identifier: Apache-2.0
#include <calx/print/array_notation.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using calx::array_node, calx::array_shape, calx::node_id, calx::no_node, calx::opcode;

struct drawing {
  calx::builder graph{};
  node_id a = graph.input(0), u = graph.input(1, calx::vector_shape(3)), v = graph.input(2, calx::vector_shape(3)),
          M = graph.input(3, calx::matrix_shape(3, 3));

  constexpr node_id make(opcode operation, node_id x, node_id y = no_node, int payload = 0) {
    return graph.apply(operation, x, y, no_node, payload);
  }
  constexpr node_id array(opcode operation, array_shape const& s, node_id x, node_id y = no_node, int payload = 0) {
    return graph.intern(array_node(operation, s, x, y, no_node, payload));
  }
  constexpr node_id transposed(node_id x) {
    array_shape const s = graph[x].shape;
    return array(opcode::transpose, {s.columns, s.rows}, x);
  }
};
// Asks the notation of what `draw` makes.
template <class Draw, class Ask> constexpr auto answer(Draw draw, Ask ask) {
  drawing d;
  node_id const id = draw(d);
  calx::detail::terms const terms(d.graph.view(), nullptr, calx::arrangement::merged, {});
  return ask(calx::detail::array_notation(d.graph.view(), terms), d.graph.view(), id);
}
template <class Draw> constexpr bool is_whole(Draw draw) {
  return answer(draw, [](auto const& notation, calx::graph_view, node_id id) { return notation.is_whole(id); });
}
#define DRAWN(...) [](drawing& d) { return __VA_ARGS__; }

constexpr bool wholes() {
  return is_whole(DRAWN(d.make(opcode::add, d.u, d.v))) && is_whole(DRAWN(d.make(opcode::multiply, d.a, d.M))) &&
         is_whole(DRAWN(d.make(opcode::multiply, d.u, d.transposed(d.v)))) && is_whole(DRAWN(d.make(opcode::tanh, d.u))) &&
         is_whole(DRAWN(d.array(opcode::matrix_product, calx::vector_shape(3), d.M, d.make(opcode::exp, d.v))));
}
// A number is added to each element; columns of a matrix are multiplied; a matrix has another exponential; squares.
constexpr bool by_elements() {
  return !is_whole(DRAWN(d.make(opcode::add, d.u, d.a))) && !is_whole(DRAWN(d.make(opcode::multiply, d.M, d.v))) &&
         !is_whole(DRAWN(d.make(opcode::exp, d.M))) && !is_whole(DRAWN(d.make(opcode::multiply, d.u, d.u))) &&
         !is_whole(DRAWN(d.make(opcode::divide, d.u, d.v))) && !is_whole(DRAWN(d.make(opcode::abs, d.u))) &&
         !is_whole(DRAWN(d.make(opcode::tanh, d.make(opcode::add, d.u, d.a))));
}

constexpr bool inner_products() {
  auto const exists = [](auto const& notation, calx::graph_view, node_id id) { return notation.inner_product_of(id).exists(); };
  auto const sum_of = [](drawing& d, node_id x) { return d.array(opcode::sum, {}, x); };
  return answer(
             [&](drawing& d) {
               node_id const product = d.array(opcode::matrix_product, calx::vector_shape(3), d.M, d.v);
               return sum_of(d, d.make(opcode::multiply, d.u, product));
             },
             exists) &&
         !answer([&](drawing& d) { return sum_of(d, d.make(opcode::multiply, d.u, d.v)); }, exists);
}
constexpr bool moved_rows() {
  auto const has = [](auto const& notation, calx::graph_view, node_id id) { return notation.has_moved_rows(id); };
  return answer(DRAWN(d.make(opcode::sin, d.array(opcode::segment, calx::vector_shape(2), d.u, no_node, 1))), has) &&
         !answer(DRAWN(d.make(opcode::add, d.u, d.v)), has);
}
static_assert(wholes() && by_elements() && inner_products() && moved_rows());

}  // namespace

BOOST_AUTO_TEST_SUITE(print_array_notation)

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(wholes());
  BOOST_TEST(by_elements());
  BOOST_TEST(inner_products());
  BOOST_TEST(moved_rows());
}

BOOST_AUTO_TEST_SUITE_END()
