// SPDX-License-Identifier: Apache-2.0
// Polynomials over atoms, with exact coefficients, and their quotients: the arithmetic of proofs (transform/canonical.hpp).
//
//   monomial     product of atoms with rational exponents, which may be negative; interned: an id, 0 is the empty product
//   polynomial   sum of coefficient * monomial, each monomial once, no zero coefficient
//   fraction     numerator / denominator
//
// The algebra knows no function. What a power of an atom means (cos^2, sqrt^2) is asked of `Rules`, which may replace it:
//   bool rewrites(int atom, exponent)              must this power be replaced?
//   fraction rewrite(algebra&, int atom, exponent) by what
// A monomial with such a power is replaced at once, so that none is left in a polynomial.
// An overflow, a polynomial above `term_limit`, a nesting above `depth_limit`, or more work than `work_limit`, sets given_up():
// nothing is proved then.
#pragma once

#include <calx/core/buffer.hpp>
#include <calx/core/hash.hpp>
#include <calx/core/rational.hpp>

namespace calx {

struct exponent {
  int p = 1;
  int q = 1;

  friend constexpr bool operator==(exponent const& a, exponent const& b) { return a.p == b.p && a.q == b.q; }
  constexpr bool is_integer() const { return q == 1; }
  constexpr int floor() const { return p >= 0 ? p / q : -((-p + q - 1) / q); }
};

struct atom_power {
  int atom = 0;
  calx::exponent exponent{};
};

using monomial_id = int;

struct polynomial_term {
  monomial_id monomial = 0;
  rational coefficient{};
};

using term_sum = buffer<polynomial_term>;

struct fraction {
  term_sum numerator;
  term_sum denominator;
};

template <class Rules> class polynomial_algebra {
 public:
  static constexpr int term_limit = 4000;
  static constexpr int exponent_limit = 1 << 20;
  static constexpr long long work_limit = 4000000;  // terms added and multiplied: about half a second at run time
  static constexpr int depth_limit = 24;            // replacements within replacements: constant evaluation allows 511 calls

  constexpr explicit polynomial_algebra(Rules& rules) : rules_(rules), table_(64) { (void)interned({}); }

  constexpr bool given_up() const { return given_up_; }
  constexpr void give_up() { given_up_ = true; }

  // --- polynomials -------------------------------------------------------------------------------------------------------
  constexpr term_sum constant(rational const& value) {
    term_sum p;
    if (!value.exact()) give_up();
    if (value.exact() && !value.is_zero()) p.push({0, value});
    return p;
  }
  static constexpr bool is_constant(term_sum const& p) { return p.empty() || (p.size() == 1 && p[0].monomial == 0); }
  static constexpr rational constant_value(term_sum const& p) { return p.empty() ? rational(0) : p[0].coefficient; }
  constexpr bool is_one(term_sum const& p) const {
    return p.size() == 1 && p[0].monomial == 0 && p[0].coefficient == rational(1);
  }

  constexpr term_sum sum(term_sum const& a, term_sum const& b, rational const& factor = rational(1)) {
    term_sum result;
    spend(a.size() + b.size());
    for (auto const& t : a) accumulate(result, t.monomial, t.coefficient);
    for (auto const& t : b) accumulate(result, t.monomial, t.coefficient * factor);
    return settled(result);
  }
  constexpr term_sum scaled(term_sum const& from, rational const& factor) {
    term_sum p = from;
    for (int i = 0; i < p.size(); ++i) {
      p[i].coefficient *= factor;
      if (!p[i].coefficient.exact()) give_up();
    }
    return p;
  }
  constexpr bool equal(term_sum const& a, term_sum const& b) {
    return a.size() == b.size() && sum(a, b, rational(-1)).empty() && !given_up_;
  }

  // --- fractions ---------------------------------------------------------------------------------------------------------
  constexpr fraction number(rational const& value) { return {constant(value), constant(rational(1))}; }
  constexpr fraction atom(int which, exponent power = {}) {
    term_sum p;
    buffer<atom_power> factors;
    factors.push({which, power});
    p.push({interned(factors), rational(1)});
    return {p, constant(rational(1))};
  }
  constexpr fraction monomial(monomial_id m) {
    term_sum p;
    p.push({m, rational(1)});
    return {p, constant(rational(1))};
  }
  constexpr bool is_polynomial(fraction const& f) const { return is_one(f.denominator); }

  constexpr fraction add(fraction const& a, fraction const& b, rational const& factor = rational(1)) {
    if (given_up_) return number(rational(0));
    if (equal(a.denominator, b.denominator)) return reduced({sum(a.numerator, b.numerator, factor), a.denominator});
    fraction const left = multiply({a.numerator, constant(rational(1))}, {b.denominator, constant(rational(1))});
    fraction const right = multiply({b.numerator, constant(rational(1))}, {a.denominator, constant(rational(1))});
    fraction const below = multiply({a.denominator, constant(rational(1))}, {b.denominator, constant(rational(1))});
    return divide(add(left, right, factor), below);
  }
  constexpr fraction subtract(fraction const& a, fraction const& b) { return add(a, b, rational(-1)); }
  constexpr fraction multiply(fraction const& a, fraction const& b) {
    if (given_up_) return number(rational(0));
    fraction const above = product(a.numerator, b.numerator);
    if (is_one(a.denominator) && is_one(b.denominator)) return above;
    return divide(above, product(a.denominator, b.denominator));
  }
  constexpr fraction divide(fraction const& a, fraction const& b) {
    if (given_up_) return number(rational(0));
    if (b.numerator.empty()) {
      give_up();  // a division by zero
      return number(rational(0));
    }
    if (is_polynomial(b) && b.numerator.size() == 1) {  // by one term: its atoms get the opposite exponents
      fraction const inverse = {inverse_term(b.numerator[0]), constant(rational(1))};
      fraction const above = product(a.numerator, inverse.numerator);
      if (is_one(a.denominator)) return above;
      if (is_polynomial(above)) return {above.numerator, a.denominator};
      return multiply(above, {constant(rational(1)), a.denominator});
    }
    fraction const above = product(a.numerator, b.denominator), below = product(a.denominator, b.numerator);
    if (is_polynomial(above) && is_polynomial(below)) return reduced({above.numerator, below.numerator});
    return divide(multiply(above, {below.denominator, constant(rational(1))}),
                  multiply(below, {above.denominator, constant(rational(1))}));
  }
  constexpr fraction power(fraction const& a, int n) {
    if (n < 0) return divide(number(rational(1)), power(a, -n));
    if (n > 64 && (a.numerator.size() > 1 || a.denominator.size() > 1)) give_up();
    fraction result = number(rational(1)), square = a;
    for (; n > 0 && !given_up_; n /= 2) {
      if (n % 2 != 0) result = multiply(result, square);
      if (n > 1) square = multiply(square, square);
    }
    return result;
  }
  constexpr bool is_zero(fraction const& f) { return !given_up_ && vanishes(f.numerator) && !given_up_; }
  constexpr bool equal(fraction const& a, fraction const& b) {
    if (is_one(a.denominator) && is_one(b.denominator) && a.numerator.size() == 1) return equal(a.numerator, b.numerator);
    return is_zero(subtract(a, b));
  }
  // The coefficient of the term with the least monomial: decides the sign in f(-x) = -f(x).
  constexpr rational leading_coefficient(term_sum const& p) const {
    int least = 0;
    for (int i = 1; i < p.size(); ++i)
      if (p[i].monomial < p[least].monomial) least = i;
    return p.empty() ? rational(0) : p[least].coefficient;
  }

  // --- monomials -----------------------------------------------------------------------------------------------------------
  constexpr buffer<atom_power> factors_of(monomial_id m) const {
    buffer<atom_power> result;
    for (int i = 0; i < monomials_[m].count; ++i) result.push(factors_[monomials_[m].first + i]);
    return result;
  }
  constexpr monomial_id interned(buffer<atom_power> const& factors) {
    std::uint64_t h = 1;
    for (auto const& f : factors)
      h = mix(mix(h, static_cast<std::uint64_t>(f.atom)), static_cast<std::uint64_t>(f.exponent.p * 64 + f.exponent.q));
    if (2 * (monomials_.size() + 1) > table_.size()) rehash();
    int bucket = static_cast<int>(h & static_cast<std::uint64_t>(table_.size() - 1));
    for (; table_[bucket] != 0; bucket = (bucket + 1) & (table_.size() - 1))
      if (monomials_[table_[bucket] - 1].hash == h && same(table_[bucket] - 1, factors)) return table_[bucket] - 1;
    bool is_normal = true;
    for (auto const& f : factors) is_normal = is_normal && !rules_.rewrites(f.atom, f.exponent);
    monomials_.push({factors_.size(), factors.size(), h, is_normal});
    for (auto const& f : factors) factors_.push(f);
    table_[bucket] = monomials_.size();
    return monomials_.size() - 1;
  }

 private:
  struct stored_monomial {
    int first = 0;
    int count = 0;
    std::uint64_t hash = 0;
    bool is_normal = true;  // the rules replace none of its powers
  };

  constexpr bool same(monomial_id m, buffer<atom_power> const& factors) const {
    if (monomials_[m].count != factors.size()) return false;
    for (int i = 0; i < factors.size(); ++i) {
      atom_power const& f = factors_[monomials_[m].first + i];
      if (f.atom != factors[i].atom || !(f.exponent == factors[i].exponent)) return false;
    }
    return true;
  }
  constexpr void rehash() {
    table_ = buffer<int>(2 * table_.size());
    for (int i = 0; i < monomials_.size(); ++i) {
      int bucket = static_cast<int>(monomials_[i].hash & static_cast<std::uint64_t>(table_.size() - 1));
      while (table_[bucket] != 0) bucket = (bucket + 1) & (table_.size() - 1);
      table_[bucket] = i + 1;
    }
  }

  constexpr void spend(long long terms) {
    work_ += terms;
    if (work_ > work_limit) give_up();
  }

  constexpr void accumulate(term_sum& p, monomial_id m, rational const& coefficient) {
    if (!coefficient.exact()) give_up();
    positions_.grow(m + 1, 0);
    int& position = positions_[m];
    if (position == 0) {
      p.push({m, coefficient});
      position = p.size();
      return;
    }
    p[position - 1].coefficient += coefficient;
    if (!p[position - 1].coefficient.exact()) give_up();
  }
  // Drops what cancelled, and clears the scratch positions.
  constexpr term_sum settled(term_sum& p) {
    int kept = 0;
    for (int i = 0; i < p.size(); ++i) {
      positions_[p[i].monomial] = 0;
      if (!p[i].coefficient.is_zero()) p[kept++] = p[i];
    }
    term_sum result;
    if (kept > term_limit) give_up();
    for (int i = 0; i < kept; ++i) result.push(p[i]);
    return result;
  }

  constexpr exponent added(exponent const& a, exponent const& b) {
    long long const p = static_cast<long long>(a.p) * b.q + static_cast<long long>(b.p) * a.q;
    long long const q = static_cast<long long>(a.q) * b.q;
    rational const r{static_cast<int128>(p), static_cast<int128>(q)};
    if (r.numerator() > exponent_limit || r.numerator() < -exponent_limit || r.denominator() > exponent_limit) {
      give_up();
      return {};
    }
    return {static_cast<int>(r.numerator()), static_cast<int>(r.denominator())};
  }

  constexpr term_sum inverse_term(polynomial_term const& t) {
    buffer<atom_power> factors = factors_of(t.monomial);
    for (int i = 0; i < factors.size(); ++i) factors[i].exponent.p = -factors[i].exponent.p;
    term_sum p;
    rational const c = t.coefficient.reciprocal();
    if (!c.exact()) give_up();
    p.push({interned(factors), c});
    return p;
  }

  // The product of two monomials, as sorted factors; atoms whose exponents cancel are dropped.
  constexpr buffer<atom_power> merged(monomial_id a, monomial_id b) {
    stored_monomial const m = monomials_[a], n = monomials_[b];
    buffer<atom_power> result;
    int i = 0, j = 0;
    while (i < m.count || j < n.count) {
      if (j == n.count || (i < m.count && factors_[m.first + i].atom < factors_[n.first + j].atom)) {
        result.push(factors_[m.first + i++]);
      } else if (i == m.count || factors_[n.first + j].atom < factors_[m.first + i].atom) {
        result.push(factors_[n.first + j++]);
      } else {
        atom_power const f{factors_[m.first + i].atom, added(factors_[m.first + i].exponent, factors_[n.first + j].exponent)};
        if (f.exponent.p != 0) result.push(f);
        ++i, ++j;
      }
    }
    return result;
  }

  constexpr fraction product(term_sum const& a, term_sum const& b) {
    term_sum plain;
    fraction rewritten = {constant(rational(0)), constant(rational(1))};
    buffer<polynomial_term> special;  // terms with a power that must be replaced; done after the scratch is clear
    long long const products = static_cast<long long>(a.size()) * b.size();
    if (products > 16LL * term_limit) give_up();
    spend(products);
    for (int i = 0; i < a.size() && !given_up_; ++i)
      for (int j = 0; j < b.size(); ++j) {
        rational const c = a[i].coefficient * b[j].coefficient;
        bool const by_one = a[i].monomial == 0 || b[j].monomial == 0;
        monomial_id const m = by_one ? a[i].monomial + b[j].monomial : interned(merged(a[i].monomial, b[j].monomial));
        if (monomials_[m].is_normal) accumulate(plain, m, c);
        else special.push({m, c});
      }
    fraction result = {settled(plain), constant(rational(1))};
    if (special.empty()) return result;
    if (++depth_ > depth_limit) give_up();
    for (int i = 0; i < special.size() && !given_up_; ++i) result = add(result, replaced_powers(special[i]));
    --depth_;
    return result;
  }

  // Is p = 0? 1/cos^2 - sin^2/cos^2 - 1 shows only when the negative powers are gone: p is multiplied by cos^2.
  constexpr bool vanishes(term_sum const& p) {
    if (p.empty()) return true;
    buffer<atom_power> lift;
    for (auto const& t : p)
      for (auto const& f : factors_of(t.monomial))
        if (f.exponent.p < 0 && rules_.rewrites(f.atom, {2, 1})) raise(lift, f.atom, f.exponent);
    if (lift.empty() || p.size() == 1) return false;
    fraction const lifted = product(p, monomial(interned(lift)).numerator);
    return !given_up_ && vanishes(lifted.numerator);
  }
  // `lift` has for each atom, in their order, the opposite of its least exponent.
  static constexpr void raise(buffer<atom_power>& lift, int which, exponent const& least) {
    int place = 0;
    while (place < lift.size() && lift[place].atom < which) ++place;
    bool const there = place < lift.size() && lift[place].atom == which;
    if (there && lift[place].exponent.p >= -least.p) return;
    if (!there) {
      lift.push({});
      for (int i = lift.size() - 1; i > place; --i) lift[i] = lift[i - 1];
    }
    lift[place] = {which, {-least.p, least.q}};
  }

  constexpr fraction replaced_powers(polynomial_term const& t) {
    buffer<atom_power> const factors = factors_of(t.monomial);
    buffer<atom_power> kept;
    fraction result = number(t.coefficient);
    for (auto const& f : factors) {
      if (rules_.rewrites(f.atom, f.exponent)) result = multiply(result, rules_.rewrite(*this, f.atom, f.exponent));
      else kept.push(f);
    }
    return multiply(result, monomial(interned(kept)));
  }

  // A denominator that is one term is divided out; a constant denominator is 1.
  constexpr fraction reduced(fraction const& f) {
    if (f.numerator.empty()) return number(rational(0));
    if (f.denominator.size() == 1 && !is_one(f.denominator)) return product(f.numerator, inverse_term(f.denominator[0]));
    return f;
  }

  Rules& rules_;
  buffer<stored_monomial> monomials_;
  buffer<atom_power> factors_;
  buffer<int> table_;
  buffer<int> positions_;
  bool given_up_ = false;
  int depth_ = 0;
  long long work_ = 0;
};

}  // namespace calx
